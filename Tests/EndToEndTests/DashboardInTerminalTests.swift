import Foundation
import Testing

/// The dashboard in a real terminal, from start to quit, by its keys.
@Suite("The dashboard in a terminal", .serialized)
struct DashboardInTerminalTests {
    @Test("start, both curves, decay off, both probes, resize, quit; the terminal is as before")
    func wholeVisit() throws {
        let terminal = try PseudoTerminal(width: 120, height: 40)
        try terminal.wait(for: "the shell") { $0.contains("ready>") }
        try terminal.enter("echo before; modes=$(stty -g)")
        try terminal.wait(for: "the line before") { $0.contains("\nbefore\n") }
        try terminal.enter("'\(Program.url.path)' --pace unlimited; echo exit=$?")

        try terminal.wait(for: "both curves, and a window to probe") { screen in
            screen.contains("test 0.") && screen.contains("train ") && screen.contains("R ")
                && (Self.step(screen) ?? 0) > 450 && screen.contains("⠉")
        }
        let running = try terminal.screen()
        #expect(running.contains("Dyck-1 · seed 42 · ω 1.0 ● on"))
        #expect(running.contains("memorized"))

        try terminal.press("w")
        try terminal.wait(for: "decay off, in header, list and marks") { screen in
            screen.contains("ω 0.0 ○ off") && screen.contains("decay off")
                && screen.split(separator: "\n").contains { $0.hasPrefix("╰") && $0.contains("ω") }
        }
        try terminal.press("a")
        try terminal.wait(for: "the ablation's result") { screen in
            screen.contains("ablation at") && screen.contains("random, norm") && screen.contains("v₁+v₂")
        }
        try terminal.press("p")
        try terminal.wait(for: "the perturbation's result") { screen in
            screen.contains("max KL")
        }
        try terminal.press("Space")
        try terminal.wait(for: "paused") { $0.contains("paused") }

        try terminal.resize(width: 80, height: 24)
        try terminal.wait(for: "the small screen") { screen in
            screen.contains("Gram eigenvalues") && screen.split(separator: "\n").allSatisfy { $0.count <= 80 }
        }
        try terminal.resize(width: 40, height: 10)
        try terminal.wait(for: "what size is needed") { $0.contains("needs 60×16") && $0.contains("40×10") }
        try terminal.resize(width: 120, height: 40)
        try terminal.wait(for: "the screen again") { $0.contains("events") }
        try terminal.press("?")
        try terminal.wait(for: "the keys") { $0.contains("Ctrl-L/Z") }
        try terminal.press("Escape")
        // Right behind it, it would be Alt-q.
        try terminal.wait(for: "the screen without them") { !$0.contains("Ctrl-L/Z") }

        try terminal.press("q")
        try terminal.wait(for: "the question") { $0.contains("Stop the run") }
        try terminal.press("y")
        let after = try terminal.wait(for: "the shell again") { $0.contains("\nexit=") }
        #expect(after.contains("\nexit=0"))
        #expect(after.contains("before"), "what was on the screen is there again")
        #expect(!after.contains("accuracy"), "nothing of ours is left")
        try terminal.enter("[ \"$(stty -g)\" = \"$modes\" ] && echo unchanged")
        try terminal.wait(for: "the same terminal settings") { $0.contains("\nunchanged") }
    }

    @Test("when the run is over the screen stays, and q leaves without a question")
    func finishedRun() throws {
        let terminal = try PseudoTerminal(width: 80, height: 24)
        try terminal.wait(for: "the shell") { $0.contains("ready>") }
        try terminal.enter("'\(Program.url.path)' --steps 60 --pace unlimited; echo exit=$?")
        try terminal.wait(for: "the end of the run") {
            $0.contains("finished") && ($0.contains("60 / 60") || $0.contains("60/60"))
        }
        try terminal.press("q")
        try terminal.wait(for: "the shell again") { $0.contains("\nexit=0") }
    }

    @Test("Ctrl-Z gives the terminal back, fg takes it again")
    func suspends() throws {
        let terminal = try PseudoTerminal(width: 100, height: 30)
        try terminal.wait(for: "the shell") { $0.contains("ready>") }
        try terminal.enter("set -m")
        try terminal.enter("'\(Program.url.path)' --pace 20")
        try terminal.wait(for: "the dashboard") { $0.contains("accuracy") }
        try terminal.press("C-z")
        try terminal.wait(for: "the shell") { $0.contains("ready>") && !$0.contains("accuracy") }
        try terminal.enter("fg")
        try terminal.wait(for: "the dashboard again") { $0.contains("accuracy") }
        try terminal.press("C-c")
        try terminal.wait(for: "the shell") { $0.contains("ready>") && !$0.contains("accuracy") }
    }

    @Test("a terminal that cannot place its cursor gets plain lines")
    func dumbTerminal() throws {
        let terminal = try PseudoTerminal(width: 120, height: 40)
        try terminal.wait(for: "the shell") { $0.contains("ready>") }
        try terminal.enter("TERM=dumb '\(Program.url.path)' --steps 40 --pace unlimited; echo exit=$?")
        try terminal.wait(for: "plain lines") { screen in
            screen.contains("a terminal of type 'dumb' cannot place its cursor; printing plain lines instead")
                && screen.contains("completed") && screen.contains("\nexit=0")
        }
    }

    /// The step in the header, `step    980 / 10,000`.
    private static func step(_ screen: String) -> Int? {
        guard let range = screen.range(of: #"step +[0-9,]+ /"#, options: .regularExpression) else { return nil }
        return Int(screen[range].filter(\.isNumber))
    }
}
