import Foundation
import Testing

/// Looking back, rewinding, replaying, forking and following, by their keys.
@Suite("Recorded runs in a terminal")
struct RecordedRunInTerminalTests {
    /// A small model, and far more steps than the tests wait for.
    private static let options =
        "--d-model 16 --heads 2 --ff 32 --train-size 20 --batch 10 --test-size 60 --interval 50 --window 3 "
        + "--eval-every 10"

    private static func terminal(_ command: String, _ folder: TemporaryFolder) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(width: 120, height: 40)
        try terminal.wait(for: "the shell") { $0.contains("ready>") }
        try terminal.enter("'\(Program.url.path)' \(command) --runs '\(folder.path)'; echo exit=$?")
        return terminal
    }

    private static func runs(_ folder: TemporaryFolder) throws -> [[String: Any]] {
        try Program.run("runs", "--runs", folder.path, "--json").objects()
    }

    @Test("live: back in time while training goes on, and on from there as a fork")
    func rewinds() throws {
        let folder = try TemporaryFolder()
        let terminal = try Self.terminal("\(Self.options) --steps 900000 --pace 200", folder)
        try terminal.wait(for: "some hundred steps") { (Self.step($0) ?? 0) > 300 }
        try terminal.press("Left")
        try terminal.press("Left")
        let past = try terminal.wait(for: "the past") { $0.contains("◀ past") && $0.contains("R rewind") }
        let step = try #require(Self.step(past))
        #expect(past.split(separator: "\n").last?.contains(" of ") == true)
        try terminal.press("R")
        try terminal.wait(for: "the question") { $0.contains("rewind to \(step)?") }
        try terminal.press("y")
        try terminal.wait(for: "the fork, beneath it its parent") { screen in
            screen.contains("⑂ forked") && screen.contains("parent 0.") && screen.contains("▶")
                && (Self.step(screen) ?? 0) > step
        }
        try terminal.press("q")
        try terminal.press("y")
        try terminal.wait(for: "the shell again") { $0.contains("\nexit=0") }
        let runs = try Self.runs(folder)
        #expect(runs.count == 2)
        #expect(runs.compactMap { $0["forkedAt"] as? Int } == [step])
        #expect(runs.compactMap { $0["state"] as? String } == ["stopped", "stopped"])
    }

    @Test("replay: play, go to a step, probe the nearest checkpoint and the very step, fork")
    func replays() throws {
        let folder = try TemporaryFolder()
        let recorded = try Program.run(
            Program.url.path,
            ["train", "--steps", "600", "--runs", folder.path] + Self.options.split(separator: " ").map(String.init))
        try #require(recorded.exitCode == 0, "\(recorded.errors)")
        let terminal = try Self.terminal("replay @", folder)
        try terminal.wait(for: "the recording, playing") {
            $0.contains("▶ 1×") || $0.contains("‖") || $0.contains("600 / 600")
        }
        try terminal.press("Home")
        try terminal.press("g")
        for key in ["3", "1", "7", "Enter"] { try terminal.press(key) }
        try terminal.wait(for: "step 317") { Self.step($0) == 317 }
        try terminal.press("a")
        try terminal.wait(for: "the ablation of a checkpoint") {
            $0.contains("ablation at ") && $0.contains("shown is 317")
        }
        try terminal.press("A")
        try terminal.wait(for: "the ablation of this step") { $0.contains("ablation at 317") }
        try terminal.press("w")
        try terminal.wait(for: "a refusal") { $0.contains("a recording cannot be changed: f forks it here") }
        try terminal.press("f")
        try terminal.wait(for: "the prompt") { $0.contains("fork at 317, ω =") }
        try terminal.press("0")
        try terminal.press("Enter")
        try terminal.wait(for: "the fork, trained to its end") { screen in
            screen.contains("⑂ forked") && screen.contains("ω 0.0 ○ off") && (Self.step(screen) ?? 0) > 317
        }
        try terminal.press("C-c")
        try terminal.wait(for: "the shell again") { $0.contains("\nexit=0") }
        #expect(try Self.runs(folder).compactMap { $0["forkedAt"] as? Int } == [317])
        let verified = try Program.run("verify", "@", "--runs", folder.path)
        #expect(verified.exitCode == 0 && verified.output.contains("the same bits"), "\(verified.errors)")
    }

    @Test("follow: a second terminal sees what the first one trains, and changes nothing of its past")
    func follows() throws {
        let folder = try TemporaryFolder()
        let first = try Self.terminal("\(Self.options) --steps 900000 --pace 100", folder)
        try first.wait(for: "the run") { (Self.step($0) ?? 0) > 50 }
        let second = try Self.terminal("watch --follow @", folder)
        let seen = try second.wait(for: "the same run") { (Self.step($0) ?? 0) > 100 && $0.contains("train 0.") }
        try second.wait(for: "more of it") { (Self.step($0) ?? 0) > (Self.step(seen) ?? 0) + 50 }
        try second.press("Left")
        try second.press("w")
        try second.wait(for: "a refusal") { $0.contains("this is the past: End returns to now") }
        try second.press("q")
        try second.wait(for: "the shell again") { $0.contains("\nexit=0") }
        try first.press("C-c")
        try first.wait(for: "the shell again") { $0.contains("\nexit=0") }
        #expect(try Self.runs(folder).compactMap { $0["weightDecay"] as? Double } == [1])
    }

    /// The step in the header, `step    980 / 10,000`.
    private static func step(_ screen: String) -> Int? {
        guard let range = screen.range(of: #"step +[0-9,]+ /"#, options: .regularExpression) else { return nil }
        return Int(screen[range].filter(\.isNumber))
    }
}
