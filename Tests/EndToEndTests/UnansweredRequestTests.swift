import Foundation
import RunEvents
import Testing

/// What was asked for and not answered survives the death of the process.
@Suite("Requests that a kill leaves unanswered")
struct UnansweredRequestTests {
    private static let options = [
        "--d-model", "16", "--heads", "2", "--ff", "32", "--train-size", "20", "--batch", "10", "--test-size", "5000",
        "--interval", "50", "--window", "3", "--eval-every", "300", "--checkpoint-every", "1", "--seed", "7", "--steps",
        "900",
        "--response-every", "0", "--curvature-size", "0",
    ]

    /// Kills a run between a request and its answer. Which probe takes long enough does not matter: those that are
    /// answered before the kill are not looked at.
    ///
    /// - Returns: the requests that were recorded without an answer.
    private func kill(_ schedule: [String], in runs: String, after isDue: ([String]) -> Bool) throws -> [String] {
        let process = Process()
        process.executableURL = Program.url
        process.arguments =
            ["train", "--runs", runs, "--pace", "400"] + Self.options + schedule.flatMap { ["--at", $0] }
        process.environment = Program.environment
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        let end = Date(timeIntervalSinceNow: 60)
        var open: [String] = []
        while Date() < end, process.isRunning {
            open = (try? requests(in: runs)) ?? []
            if isDue(open) { break }
            usleep(5_000)
        }
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        return try requests(in: runs)
    }

    private func events(in runs: String) throws -> [RunEvent] {
        try Program.run("export", "@", "--runs", runs, "--format", "ndjson").output.split(separator: "\n").map {
            try JSONDecoder().decode(RunEvent.self, from: Data($0.utf8))
        }
    }

    private func requests(in runs: String) throws -> [String] {
        OpenRequests(try events(in: runs)).requests.map { "\($0.step):\($0.command.name)" }
    }

    @Test("a probe is asked again on resume, and answered as if nothing had happened; verify names it until then")
    func probe() throws {
        let folder = try TemporaryFolder()
        let schedule = ["420:function", "420:curvature", "421:readout"]
        let open = try kill(schedule, in: folder.path) { !$0.isEmpty }
        try #require(!open.isEmpty, "the probes were answered before the kill")

        let verified = try Program.run("verify", "@", "--runs", folder.path)
        #expect(verified.exitCode == 1)
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path).first)
        let list = open.map { $0.split(separator: ":") }.map { "\($0[1]) at step \($0[0])" }.joined(separator: ", ")
        #expect(
            verified.said.last
                == "groktop: \(name): asked for and not answered: \(list); groktop resume \(name) asks again")

        let resumed = try Program.run("resume", "@", "--runs", folder.path, "--format", "ndjson")
        #expect(resumed.exitCode == 0, "\(resumed.errors)")
        #expect(try requests(in: folder.path).isEmpty)
        let again = try Program.run("verify", "@", "--runs", folder.path)
        #expect(again.exitCode == 0, "\(again.errors)")

        // Once each, and the same as in a run that nobody killed.
        let whole = try Program.run(
            Program.url.path, ["train", "--no-record"] + Self.options + schedule.flatMap { ["--at", $0] })
        func answers(_ events: [RunEvent]) -> [ProbeRecord] {
            events.compactMap { if case .probe(let record) = $0 { record } else { nil } }
                .sorted { ($0.step, $0.kind.rawValue) < ($1.step, $1.kind.rawValue) }
        }
        let undisturbed = try whole.output.split(separator: "\n").map {
            try JSONDecoder().decode(RunEvent.self, from: Data($0.utf8))
        }
        #expect(answers(undisturbed).count == schedule.count)
        #expect(try answers(events(in: folder.path)) == answers(undisturbed))
        #expect(resumed.digest == whole.digest)
    }

    @Test(
        "an intervention is made when the run goes on, killed before the request, after it, or amid the forks"
    )
    func intervention() throws {
        let folder = try TemporaryFolder()
        _ = try kill(["500:intervene"], in: folder.path) { _ in
            (try? Program.run("runs", "--json", "--runs", folder.path).objects().first?["step"] as? Int).map {
                $0 >= 200
            } ?? false
        }
        // Before the request: the schedule has it.
        let interrupted = try RunningProgram([
            "resume", "@", "--runs", folder.path, "--format", "ndjson", "--pace", "500",
        ])
        let end = Date(timeIntervalSinceNow: 60)
        while Date() < end,
            try FileManager.default.contentsOfDirectory(atPath: folder.path).filter({ !$0.hasPrefix(".") }).count < 3
        { usleep(20_000) }
        interrupted.killNow()
        let parent = try #require(
            try Program.run("runs", "--json", "--runs", folder.path).objects().last?["name"] as? String)
        // During the forks: the run itself is finished, and the request is known.
        let verified = try Program.run("verify", parent, "--runs", folder.path)
        #expect(
            verified.said.last?.contains("asked for and not answered: intervene at step 500") == true,
            "\(verified.errors)")
        let resumed = try Program.run("resume", parent, "--runs", folder.path, "--format", "ndjson")
        #expect(resumed.exitCode == 0, "\(resumed.errors)")
        #expect(resumed.output.contains("\"type\":\"intervention\""))
        #expect(try Program.run("verify", parent, "--runs", folder.path).exitCode == 0)
        let exported = try Program.run("export", parent, "--runs", folder.path, "--format", "ndjson").output
        #expect(exported.contains("\"type\":\"intervention\"") && exported.contains(resumed.output))
        try Program.run("resume", parent, "--runs", folder.path).expectRefusal(
            64, "\(parent) is finished; fork it to go another way from one of its steps")
    }
}
