import Foundation
import Testing

/// What a sweep says to Slurm, and what it makes of its answers: with programs of Slurm's names that note how they are
/// called, because a real cluster does not have such limits and faults at will.
@Suite("groktop sweep --slurm, with stand-ins of Slurm's programs")
struct SlurmRefusalTests {
    private let sample: SweepSample
    private var tools: String { sample.temporary.path + "/bin" }

    init() throws {
        sample = try SweepSample()
        try FileManager.default.createDirectory(atPath: tools, withIntermediateDirectories: true)
        try tool("scontrol", "echo 'MaxArraySize            = 4'")
        try tool("squeue", "cat '\(tools)/queue' 2>/dev/null || true")
        try tool("sacct", "exit 1")
        try tool("scancel", "echo \"$@\" >>'\(tools)/cancelled'")
    }

    private func tool(_ name: String, _ body: String) throws {
        let path = "\(tools)/\(name)"
        try Data("#!/bin/sh\n\(body)\n".utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }

    private var environment: [String: String] {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return [
            "PATH": "\(tools):\(path)", "SLURM_JOB_ID": "7", "SLURM_CONF": "/kept", "SBATCH_PARTITION": "wrong",
        ]
    }

    private func submit(_ more: String...) throws -> Program {
        try sample.start(
            ["--seeds", "1-10", "--steps", "20", "--slurm", "--any-folder"] + more, environment: environment)
    }

    private func noted(_ name: String) throws -> String {
        try String(contentsOfFile: "\(tools)/\(name)", encoding: .utf8)
    }

    @Test("arrays are cut below MaxArraySize, options are passed on, and a job's own variables are not")
    func arrays() throws {
        try tool(
            "sbatch",
            "echo \"$@\" >>'\(tools)/submitted'; env | grep -E '^(SLURM|SBATCH)' >'\(tools)/environment'; echo 5")
        let program = try submit("--sbatch=--comment=a b", "--limit", "2", "--signal", "90", "--setup", "module load x")
        #expect(program.exitCode == 0 && program.output == "10 of 10 runs submitted, as 5, 5, 5\n", "\(program.errors)")
        let calls = try noted("submitted").split(separator: "\n")
        #expect(calls.count == 3 && calls[0].contains("--array=0-3%2 ") && calls[2].contains("--array=0-1%2 "))
        for call in calls {
            for option in ["--comment=a b", "--parsable", "--requeue", "--open-mode=append", "--signal=B:USR1@90"] {
                #expect(call.contains(option), "\(call)")
            }
        }
        #expect(try noted("environment") == "SLURM_CONF=/kept\n")
        let script = try String(contentsOfFile: sample.path + "/slurm/batch-1.sh", encoding: .utf8)
        #expect(script.contains("\nmodule load x\n"))
        #expect(FileManager.default.fileExists(atPath: sample.path + "/slurm/logs"))
        let jobs = try String(contentsOfFile: sample.path + "/slurm/jobs.ndjson", encoding: .utf8)
        #expect(jobs.split(separator: "\n").count == 3)
    }

    @Test("where Slurm takes a part only, that part is kept, and resume submits the rest and nothing twice")
    func policy() throws {
        let refusal = "sbatch: error: Batch job submission failed: Job violates accounting/QOS policy"
        try tool(
            "sbatch",
            """
            [ "$(wc -l <'\(tools)/submitted' 2>/dev/null || echo 0)" -lt 2 ] || { echo '\(refusal)' >&2; exit 1; }
            echo x >>'\(tools)/submitted'; echo 5
            """)
        let program = try submit()
        #expect(program.exitCode == 75 && program.output == "8 of 10 runs submitted, as 5, 5\n")
        #expect(program.errors.contains("violates accounting/QOS policy; groktop sweep resume"), "\(program.errors)")

        // The eight wait in the queue; the two others are free to be submitted.
        let identifier = try manifestIdentifier()
        let waiting = (0..<8).map { "groktop-\(identifier)-\($0 / 4 + 1)|\($0 % 4)|PENDING|Priority|N/A" }
        try Data(waiting.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: "\(tools)/queue"))
        try tool("sbatch", "echo 6")
        let resumed = try sample.run("resume", environment: environment)
        #expect(resumed.output == "2 of 2 runs submitted, as 6\n", "\(resumed.errors)")
        let states = try sample.statuses(environment: environment).map(\.state)
        #expect(states == Array(repeating: "queued", count: 8) + ["lost", "lost"])
    }

    private func manifestIdentifier() throws -> String {
        let data = try Data(contentsOf: URL(fileURLWithPath: sample.path + "/sweep.json"))
        let manifest = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        return try #require(manifest["identifier"] as? String)
    }

    @Test("states come from the folders, then from one squeue; a controller that does not answer fails no run")
    func states() throws {
        try tool("sbatch", "echo 5")
        _ = try submit()
        let name = "groktop-\(try manifestIdentifier())-1"
        let old = "2020-01-01T00:00:00"
        let formatter = DateFormatter()
        formatter.dateFormat = "yyyy-MM-dd'T'HH:mm:ss"
        formatter.locale = Locale(identifier: "en_US_POSIX")
        let lines = [
            "\(name)|0|PENDING|BeginTime|N/A", "\(name)|1|RUNNING|None|N/A", "\(name)|2|TIMEOUT|TimeLimit|\(old)",
            "\(name)|3|COMPLETED|None|\(formatter.string(from: Date()))", "other-1|3|PENDING|None|N/A", "rubbish",
        ]
        try Data(lines.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: "\(tools)/queue"))
        let statuses = try sample.statuses(environment: environment)
        #expect(statuses.prefix(4).map(\.state) == ["queued", "running", "failed", "running"])
        #expect(statuses[2].reason == "its job ended as TIMEOUT (TimeLimit)")
        #expect(statuses[4].state == "lost")

        // Within half a minute Slurm is not asked again.
        try tool("squeue", "echo asked >>'\(tools)/asked'; exit 1")
        #expect(try sample.statuses(environment: environment) == statuses)
        #expect(!FileManager.default.fileExists(atPath: "\(tools)/asked"))

        try FileManager.default.removeItem(atPath: sample.path + "/slurm/queue.json")
        let unknown = try sample.statuses(environment: environment)
        #expect(unknown.allSatisfy { $0.state == "unknown" && $0.reason == "Slurm does not answer" })
        let resumed = try sample.run("resume", environment: environment)
        #expect(resumed.exitCode == 75 && resumed.errors.contains("nothing was submitted"), "\(resumed.errors)")
    }

    @Test("folders of this machine alone are refused, and so is a machine without Slurm")
    func refusals() throws {
        let folder = "/tmp/groktop-test-\(UUID().uuidString)"
        let own = try Program.run(
            Program.url.path, ["sweep", "--seeds", "1", "--slurm", "--out", folder], environment: environment)
        #expect(own.exitCode == 64 && own.errors.contains("is in /tmp, which only this machine sees"), "\(own.errors)")
        #expect(!FileManager.default.fileExists(atPath: folder))
        for name in ["scontrol", "squeue", "sacct", "scancel"] {
            try FileManager.default.removeItem(atPath: "\(tools)/\(name)")
        }
        let none = try sample.start(
            ["--seeds", "1", "--slurm", "--any-folder"], environment: ["PATH": "\(tools):/nowhere"])
        #expect(none.exitCode == 66 && none.errors.contains("is not in PATH"), "\(none.errors)")
        let option = try submit("--sbatch=--array=3")
        #expect(option.exitCode == 64 && option.errors.contains("--array, which the sweep gives itself"))
    }

    @Test("an element that was started too often fails, and says so")
    func restarts() throws {
        try tool("sbatch", "echo 5")
        _ = try submit()
        let task = ["sweep", "task", sample.path, "--batch", "1", "--index"]
        let often = try Program.run(
            Program.url.path, task + ["0"], environment: environment.merging(["SLURM_RESTART_COUNT": "21"]) { $1 })
        #expect(often.exitCode == 1 && often.errors.contains("Slurm has started it 22 times"), "\(often.errors)")
        #expect(try Program.run(Program.url.path, task + ["1"], environment: environment).exitCode == 0)
        #expect(try sample.statuses(environment: environment).prefix(2).map(\.state) == ["failed", "done"])
        #expect(try Program.run(Program.url.path, task + ["9"], environment: environment).exitCode == 66)
    }

    @Test("cancel names the jobs, and --dry-run prints command and script without submitting")
    func cancel() throws {
        try tool("sbatch", "echo submitted >>'\(tools)/submitted'; echo 5")
        let dry = try submit("--dry-run", "--setup", "echo \"a 'b'\"")
        #expect(dry.output.hasPrefix("sbatch --parsable --job-name=groktop-") && dry.exitCode == 0, "\(dry.errors)")
        #expect(dry.output.contains("\n#!/bin/bash\n") && dry.output.contains("\necho \"a 'b'\"\n"))
        #expect(!FileManager.default.fileExists(atPath: "\(tools)/submitted"))
        _ = try submit()
        #expect(try sample.run("cancel", environment: environment).exitCode == 0)
        #expect(try noted("cancelled").split(separator: "\n").count == 3)
    }
}
