import Foundation
import Testing

/// A sweep on a real Slurm cluster, with two of the things that happen to one.
@Suite(
    "groktop sweep --slurm, on a real cluster",
    .enabled(if: SlurmCluster.obstacle == nil, "\(SlurmCluster.obstacle ?? "")"))
struct SlurmSweepTests {
    /// Eight runs that last long enough for something to happen to them, and 56 short ones.
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

    private let sample: SweepSample
    private let reference: SweepSample
    private let cluster: SlurmCluster
    private let job = "1"

    init() throws {
        (sample, reference, cluster) = (try SweepSample(), try SweepSample(), try SlurmCluster())
    }

    private func sweep(_ sample: SweepSample, _ more: String...) throws -> Program {
        let file = sample.temporary.file("plan.toml")
        try Data(Self.plan.utf8).write(to: file)
        return try Program.run(
            Program.url.path, ["sweep", file.path, "--out", sample.path] + more, environment: cluster.environment)
    }

    @Test("64 runs as an array, one sent back by hand and one told that its time is over, end as they do here")
    func disturbed() throws {
        let submitted = try sweep(sample, "--slurm", "--any-folder", "--sbatch=--time=10")
        try #require(submitted.output == "64 of 64 runs submitted, as \(job)\n", "\(submitted.errors)")
        var disturbed: [Int] = []
        let returned = try disturb(&disturbed, "scontrol", "requeue")
        let late = try disturb(&disturbed, "scancel", "--signal=USR1", "--batch")
        try waitForRestart(returned)
        try waitForRestart(late)
        try cluster.wait(120, for: "the end of the jobs") {
            try cluster.tool("squeue", "-h", "-r", "-t", "PENDING,RUNNING,COMPLETING").isEmpty
        }
        #expect(try sweep(reference).exitCode == 0)
        #expect(try sample.digests() == reference.digests())
        #expect(try sample.folders() == reference.folders())
        #expect(try sample.ends().values.allSatisfy { $0 == 1 })
    }

    // MARK: Help

    private func state(_ index: Int) throws -> String {
        try cluster.tool("scontrol", "-o", "show", "job", "\(job)_\(index)")
    }

    /// The name of an element's run.
    private func name(_ index: Int) throws -> String {
        let list = try String(contentsOfFile: sample.path + "/slurm/batch-1.txt", encoding: .utf8)
        return String(list.split(separator: "\n")[index])
    }

    private func indices(on node: String) throws -> [Int] {
        try cluster.tool("squeue", "-h", "-r", "-t", "RUNNING", "-w", node, "-o", "%K").split(separator: "\n")
            .compactMap { Int($0) }.sorted()
    }

    /// A long run that is under way, and has most of its way before it. It is another one each time.
    private func victim(_ disturbed: inout [Int], on nodes: [String] = ["n1", "n2"]) throws -> Int {
        var found: Int?
        try cluster.wait(90, for: "a run to disturb") {
            let running = Set(try nodes.flatMap { try indices(on: $0) })
            let statuses = try sample.statuses(environment: cluster.environment)
            found = try running.subtracting(disturbed).sorted().first { index in
                let name = try name(index)
                return statuses.contains {
                    $0.name == name && $0.state == "running" && $0.step > 0 && $0.step < ($0.steps ?? 0) * 3 / 4
                        && $0.steps ?? 0 > 1_000
                }
            }
            return found != nil
        }
        let index = try #require(found)
        disturbed.append(index)
        return index
    }

    /// Does something to a run that is under way. Where its job has ended in between, another one is taken.
    private func disturb(_ disturbed: inout [Int], _ words: String...) throws -> Int {
        var refusals: [String] = []
        while true {
            let index = try victim(&disturbed)
            // An element's own id: scancel does not find every element by the array's.
            let found = try #require(try state(index).firstMatch(of: /JobId=([0-9]+)/))
            let program = try Program.run("/usr/bin/env", words + [String(found.1)], environment: cluster.environment)
            if program.exitCode == 0 { return index }
            refusals.append("\(words) \(index): \(program.exitCode) \(program.errors)")
            try #require(refusals.count < 4, "\(refusals)")
        }
    }

    private func restarts(_ index: Int) throws -> Int {
        try state(index).firstMatch(of: /Restarts=([0-9]+)/).flatMap { Int($0.1) } ?? 0
    }

    private func waitForRestart(_ index: Int, _ count: Int = 1) throws {
        try cluster.wait(for: "restart \(count) of \(index)") { try restarts(index) >= count }
    }
}
