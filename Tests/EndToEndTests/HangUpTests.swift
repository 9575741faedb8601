import Foundation
import Testing

/// A terminal that is gone for good: a window that was closed, a connection that was lost.
@Suite("A terminal that is gone", .serialized)
struct HangUpTests {
    private let runs: TemporaryFolder

    init() throws { runs = try TemporaryFolder() }

    private static let small = [
        "--d-model", "8", "--heads", "2", "--ff", "8", "--layers", "1", "--train-size", "12", "--test-size", "12",
        "--batch", "6", "--curvature-size", "0", "--response-every", "0",
    ]

    /// A small run, once it is recorded.
    private func start(_ arguments: [String]) throws -> RawTerminal {
        let terminal = try RawTerminal(["watch", "--runs", runs.path] + Self.small + arguments)
        try terminal.wait(for: "the first steps") { try step() > 3 && !terminal.isCooked }
        return terminal
    }

    private func run(_ key: String) throws -> Any? {
        try Program.run("runs", "--json", "--runs", runs.path).objects().first?[key]
    }

    private func step() throws -> Int { try run("step") as? Int ?? 0 }

    private func events() throws -> [String] {
        let program = try Program.run("export", "@", "--format", "ndjson", "--runs", runs.path)
        #expect(program.exitCode == 0, "\(program.errors)")
        return program.output.split(separator: "\n").map(String.init)
    }

    /// The recording holds why, before its end, and is whole.
    private func expectRemark(_ text: String) throws {
        let lines = try events()
        let remark = try #require(lines.firstIndex { $0.contains("\"type\":\"remark\"") })
        #expect(lines[remark].contains("the terminal is gone: \(text)"))
        let end = try #require(lines.lastIndex { $0.contains("\"type\":\"finished\"") })
        #expect(remark < end)
        #expect(try Program.run("check", "@", "--runs", runs.path).exitCode == 0)
        #expect(try Program.run("verify", "@", "--runs", runs.path).exitCode == 0)
    }

    @Test("stop: the run stops in order, says why, and can be resumed", arguments: [[], ["--on-hangup", "stop"]])
    func stops(option: [String]) throws {
        let terminal = try start(["--steps", "100000", "--pace", "40"] + option)
        terminal.hangUp()
        try terminal.wait(for: "the end") { terminal.end != nil }
        #expect(terminal.end == .exit(128 + SIGHUP))
        #expect(try run("state") as? String == "stopped")
        try expectRemark("the run stops here (--on-hangup stop)")
        let reached = try step()
        let resumed = try RawTerminal(["resume", "@", "--runs", runs.path])
        try resumed.wait(for: "the run to go on") { try step() > reached + 5 }
        resumed.signal(SIGTERM)
        #expect(try resumed.waitForEnd() == .exit(128 + SIGTERM))
    }

    @Test("continue: the run goes on to its end", arguments: [SIGHUP, 0])
    func goesOn(signal: Int32) throws {
        let terminal = try start(["--steps", "300", "--pace", "60", "--on-hangup", "continue"])
        // A terminal that is switched off sends the signal too; some send it, and stay.
        if signal == 0 { terminal.hangUp() } else { terminal.signal(signal) }
        let before = try step()
        try terminal.wait(for: "the run to go on") { try step() > before + 20 }
        // Sessions that end often say so twice.
        if signal != 0, terminal.end == nil { terminal.signal(signal) }
        try terminal.wait(for: "the end") { terminal.end != nil }
        #expect(terminal.end == .exit(0))
        #expect(try run("state") as? String == "finished")
        #expect(try step() == 300)
        try expectRemark("the run goes on without one (--on-hangup continue)")
        if signal != 0 { #expect(terminal.isCooked, "the terminal was given back") }
    }

    @Test("continue: a signal ends it in order", arguments: [SIGTERM, SIGINT])
    func ends(signal: Int32) throws {
        let terminal = try start(["--steps", "100000", "--pace", "40", "--on-hangup", "continue"])
        terminal.hangUp()
        let before = try step()
        try terminal.wait(for: "the run to go on") { try step() > before + 20 }
        terminal.signal(signal)
        try terminal.wait(for: "the end") { terminal.end != nil }
        #expect(terminal.end == .exit(128 + signal))
        #expect(try run("state") as? String == "stopped")
    }

    @Test("continue: a run that is paused stops, since nobody is there to let it go on")
    func paused() throws {
        let terminal = try start(["--steps", "100000", "--pace", "40", "--on-hangup", "continue"])
        try terminal.send(" ")
        try terminal.wait(for: "the pause") { try events().contains { $0.contains("\"command\":\"pause\"") } }
        // The screen's host learns of it with the next report of progress.
        usleep(500_000)
        terminal.hangUp()
        try terminal.wait(for: "the end") { terminal.end != nil }
        #expect(terminal.end == .exit(128 + SIGHUP))
        try expectRemark("the run is paused, and nobody can continue it")
    }

    @Test("a replay ends, whatever is said of training")
    func replay() throws {
        let trained = try Program.run(Program.url.path, ["train", "--steps", "60", "--runs", runs.path] + Self.small)
        #expect(trained.exitCode == 0)
        let terminal = try RawTerminal(["replay", "@", "--on-hangup", "continue", "--runs", runs.path])
        try terminal.wait(forText: "replay")
        terminal.hangUp()
        try terminal.wait(for: "the end") { terminal.end != nil }
        #expect(terminal.end == .exit(128 + SIGHUP))
        #expect(try !events().contains { $0.contains("\"type\":\"remark\"") })
    }

    #if os(Linux)
        @Test("without its terminal the process computes what the training needs, and nothing else")
        func spinsNot() throws {
            let terminal = try start(["--steps", "100000", "--pace", "4", "--on-hangup", "continue"])
            terminal.hangUp()
            let before = try step()
            try terminal.wait(for: "the run to go on") { try step() > before + 2 }
            let (start, first) = (ContinuousClock.now, try Self.processorSeconds(terminal.processID))
            usleep(3_000_000)
            let seconds = Double((ContinuousClock.now - start).components.seconds)
            let used = try Self.processorSeconds(terminal.processID) - first
            // A loop that waits for nothing takes a whole core; twelve steps of this model take some milliseconds.
            #expect(used < 0.3 * seconds, "\(used) s of \(seconds)")
            terminal.signal(SIGTERM)
            try terminal.wait(for: "the end") { terminal.end != nil }
        }

        /// proc_pid_stat(5): utime and stime, in hundredths of a second.
        private static func processorSeconds(_ process: pid_t) throws -> Double {
            let text = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
            let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
            return Double(Int(fields[11])! + Int(fields[12])!) / 100
        }
    #endif
}
