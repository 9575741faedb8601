import Foundation
import Testing

/// A sweep on a real Slurm cluster, with all that happens to one.
@Suite(
    "groktop sweep --slurm, on a real cluster",
    .enabled(if: SlurmCluster.obstacle == nil, "\(SlurmCluster.obstacle ?? "")"))
struct SlurmSweepTests {
    /// Eight runs that last long enough for everything to happen to them, and 56 short ones.
    private static let plan = """
        [run]
        task = "dyck"
        d-model = 16
        heads = 2
        ff = 32
        layers = 1
        train-size = 20
        batch = 10
        test-size = 60
        interval = 50
        window = 3
        eval-every = 50
        [[list]]
        seed = "1-8"
        steps = 50000
        [[list]]
        seed = "9-64"
        steps = 60
        """

    /// The elements of the long runs.
    private static let long = 0..<8

    private let sample: SweepSample
    private let reference: SweepSample
    private let cluster: SlurmCluster
    private let job = "1"

    init() throws {
        // All long runs fit on both nodes, so that each of them is under way when all happens at once.
        (sample, reference) = (try SweepSample(), try SweepSample())
        cluster = try SlurmCluster(processors: Self.long.count / 2)
    }

    private func sweep(_ sample: SweepSample, _ more: String...) throws -> Program {
        let file = sample.temporary.file("plan.toml")
        try Data(Self.plan.utf8).write(to: file)
        return try Program.run(
            Program.url.path, ["sweep", file.path, "--out", sample.path] + more, environment: cluster.environment)
    }

    @Test(
        """
        64 runs as an array: one is preempted, one killed, one sent back by hand, one told that its time is over, a \
        node crashes, and the controller is stopped and started; all end as they do here, each once
        """)
    func disturbed() throws {
        let submitted = try sweep(sample, "--slurm", "--any-folder", "--sbatch=--time=20")
        try #require(submitted.output == "64 of 64 runs submitted, as \(job)\n", "\(submitted.errors)")
        let places = try longRuns()
        let crashed = try #require(places["n1"])
        // What happens to single runs happens on the other node, and all of it before anything is waited for: Slurm
        // starts what it has put back only after the others, which would have ended by then.
        var others = try #require(places["n2"])
        let preempted = try preempt(others)
        others.removeAll { $0 == preempted }
        let (killed, returned, late) = (others[0], others[1], others[2])
        try killWork(on: killed)
        try cluster.tool("scontrol", "requeue", "\(job)_\(returned)")
        // scancel asks again for a minute, because the job is on its way back when it has its signal.
        try cluster.begin("scancel", "--signal=USR1", "--batch", try identifier(late))
        try cluster.act("crash-node", "n1")
        try cluster.act("start-node", "n1")
        for index in [preempted, returned, late] + crashed {
            try cluster.wait(for: "restart of \(index)") { try restarts(index) > 0 }
        }
        try withoutController(killed)

        try cluster.wait(300, for: "the end of the jobs") {
            try cluster.tool("squeue", "-h", "-r", "-t", "PENDING,RUNNING,COMPLETING").isEmpty
        }
        let end = try state(killed)
        #expect(end.contains("JobState=FAILED"), "\(end)")
        #expect(try sweep(reference).exitCode == 0)
        try resume()
        #expect(try sample.digests() == reference.digests())
        #expect(try sample.folders() == reference.folders())
        let (histories, expected) = (try sample.histories(), try reference.histories())
        #expect(histories.values.allSatisfy { $0.ends == 1 })
        #expect(histories == expected)
        #expect(try FileManager.default.contentsOfDirectory(atPath: sample.path + "/locks").isEmpty)
    }

    // MARK: What happens

    /// The long runs of each node, as soon as all of them are under way.
    private func longRuns() throws -> [String: [Int]] {
        try cluster.wait(120, for: "all long runs at once") { try areUnderWay(places()) }
        return try places()
    }

    /// The long runs that Slurm lets run, by node.
    private func places() throws -> [String: [Int]] {
        let running = try cluster.tool("squeue", "-h", "-r", "-t", "RUNNING", "-o", "%K %N")
        var places: [String: [Int]] = [:]
        for line in running.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            guard words.count == 2, let index = Int(words[0]), Self.long.contains(index) else { continue }
            places[words[1], default: []].append(index)
        }
        return places
    }

    /// Whether all long runs are trained, and have most of their way before them.
    private func areUnderWay(_ places: [String: [Int]]) throws -> Bool {
        guard places.values.map(\.count).reduce(0, +) == Self.long.count else { return false }
        let names = try Self.long.map { try name($0) }
        let long = try sample.statuses(environment: cluster.environment).filter { names.contains($0.name) }
        try #require(long.allSatisfy { $0.step < 40_000 }, "too late: \(long)")
        return long.allSatisfy { $0.state == "running" && $0.step > 0 }
    }

    /// A job of a partition that comes first takes the place of a run. Which one, Slurm decides.
    private func preempt(_ candidates: [Int]) throws -> Int {
        try cluster.tool(
            "sbatch", "--partition=high", "--nodelist=n2", "--nodes=1", "--ntasks=1", "--output=/dev/null",
            "--wrap=true")
        var found: Int?
        try cluster.wait(for: "a preemption") {
            found = try candidates.first { try restarts($0) > 0 }
            return found != nil
        }
        return try #require(found)
    }

    /// Kills the process that trains a run, and the one that started it, as a machine that is out of memory does.
    private func killWork(on index: Int) throws {
        let lock = try String(contentsOfFile: "\(sample.runs)/\(try name(index))/lock", encoding: .utf8)
        let trainer = try #require(lock.split(separator: " ").first.flatMap { Int32($0) })
        let status = try String(contentsOfFile: "/proc/\(trainer)/status", encoding: .utf8)
        let parent = try #require(status.firstMatch(of: /PPid:\s+([0-9]+)/).flatMap { Int32($0.1) })
        let words = try String(contentsOfFile: "/proc/\(parent)/cmdline", encoding: .utf8).split(separator: "\0")
        try #require(words.dropFirst().starts(with: ["sweep", "task"]), "\(words)")
        #expect(kill(parent, SIGKILL) == 0)
        kill(trainer, SIGKILL)
    }

    /// Without a controller nothing fails, and nothing is submitted.
    private func withoutController(_ killed: Int) throws {
        try cluster.act("stop-controller")
        let name = try name(killed)
        let statuses = try sample.statuses(environment: cluster.environment).filter { $0.name != name }
        #expect(statuses.contains { ["running", "unknown", "queued"].contains($0.state) }, "it came too late")
        #expect(!statuses.contains { ["lost", "failed"].contains($0.state) }, "\(statuses)")
        let resumed = try sample.run("resume", environment: cluster.environment)
        #expect(resumed.exitCode == 75, "\(resumed.output) \(resumed.errors)")
        #expect(!resumed.output.contains(", as "), "\(resumed.output)")
        try cluster.act("start-controller")
    }

    /// A job that was killed is not started again by Slurm, so that its run is submitted anew. It counts as running
    /// for a minute after its job's end.
    private func resume() throws {
        try cluster.wait(120, for: "the killed run's second job") {
            let resumed = try sample.run("resume", environment: cluster.environment)
            try #require(resumed.exitCode == 0, "\(resumed.errors)")
            if resumed.output.hasPrefix("nothing to submit") { return false }
            #expect(resumed.output.hasPrefix("1 of 1 runs submitted, as "))
            return true
        }
        try cluster.wait(120, for: "the end of the second job") {
            try cluster.tool("squeue", "-h", "-r", "-t", "PENDING,RUNNING,COMPLETING").isEmpty
        }
    }

    // MARK: Slurm's words

    private func state(_ index: Int) throws -> String {
        try cluster.tool("scontrol", "-o", "show", "job", "\(job)_\(index)")
    }

    /// An element's own id: scancel does not find every element by the array's. The element that was started last has
    /// the array's, and would stand for all of them.
    private func identifier(_ index: Int) throws -> String {
        let found = try #require(try state(index).firstMatch(of: /JobId=([0-9]+)/).map { String($0.1) })
        try #require(found != job)
        return found
    }

    /// The name of an element's run.
    private func name(_ index: Int) throws -> String {
        let list = try String(contentsOfFile: sample.path + "/slurm/batch-1.txt", encoding: .utf8)
        return String(list.split(separator: "\n")[index])
    }

    private func restarts(_ index: Int) throws -> Int {
        try state(index).firstMatch(of: /Restarts=([0-9]+)/).flatMap { Int($0.1) } ?? 0
    }
}
