import Foundation
import Testing

/// A sweep survives the death of its process.
@Suite("A sweep that is killed", .serialized)
struct KilledSweepTests {
    private static let plan =
        ["--seeds", "1-6", "--weight-decay", "0,1", "--steps", "9000", "--stop-after-grokking", "6000"]
        + ["--checkpoint-every", "10", "--at", "777:weight-decay=0.5"]
    private static let kills = 20

    @Test("twenty times, at random moments, and gone on with: the same digests, each run once")
    func kills() throws {
        let reference = try SweepSample()
        let start = ProcessInfo.processInfo.systemUptime
        let whole = try reference.start(Self.plan)
        try #require(whole.exitCode == 0, "\(whole.errors)")
        let duration = ProcessInfo.processInfo.systemUptime - start

        let sample = try SweepSample()
        let arguments = ["sweep", "--out", sample.path] + SweepSample.options + Self.plan
        var cut = 0
        for _ in 0..<Self.kills {
            let sweep = try RunningProgram(arguments)
            // On average the last kill falls into the middle of the work, so that hardly any comes too late.
            Thread.sleep(forTimeInterval: .random(in: 0...(duration / Double(Self.kills))))
            sweep.killNow()
            if let statuses = try? sample.statuses(), statuses.contains(where: { $0.state != "done" }) { cut += 1 }
        }
        #expect(cut >= Self.kills * 3 / 4, "only \(cut) kills fell into the work")
        let last = try Program.run(Program.url.path, arguments)
        #expect(last.exitCode == 0, "\(last.errors)")
        #expect(try sample.digests() == reference.digests())
        #expect(try sample.folders() == reference.folders())
        #expect(try sample.ends().values.allSatisfy { $0 == 1 })
    }

    @Test("a trainer that is killed is gone on with by the sweep itself")
    func trainer() throws {
        let sample = try SweepSample()
        let plan = ["--seeds", "1", "--steps", "20000"]
        let sweep = try RunningProgram(["sweep", "--out", sample.path] + SweepSample.options + plan)
        let end = Date(timeIntervalSinceNow: 30)
        while Date() < end, (try? sample.statuses().first?.step ?? 0) ?? 0 == 0 { usleep(20_000) }
        let name = try #require(try sample.folders().first)
        let lock = try String(contentsOfFile: "\(sample.runs)/\(name)/lock", encoding: .utf8)
        let trainer = try #require(Int32(lock.split(separator: " ")[0]))
        #expect(kill(trainer, SIGKILL) == 0)
        #expect(sweep.end() == 0)
        let reference = try SweepSample()
        #expect(try reference.start(plan).exitCode == 0)
        #expect(try sample.digests() == reference.digests())
        #expect(try sample.ends() == [name: 1])
    }
}
