import Foundation
import Testing

/// Alerts and the configuration, with the real program, without and with a real terminal.
@Suite("Alerts and configuration")
struct AlertsAndConfigurationTests {
    private let home: TemporaryFolder
    private static let small = [
        "--train-size", "20", "--test-size", "20", "--batch", "10", "--d-model", "16", "--heads", "2", "--ff", "16",
        "--layers", "1", "--interval", "50", "--window", "3", "--response-every", "0", "--curvature-size", "0",
    ]

    init() throws { home = try TemporaryFolder() }

    private var environment: [String: String] { ["XDG_CONFIG_HOME": home.path, "XDG_DATA_HOME": home.path] }
    private var file: String { home.path + "/groktop/config.toml" }

    private func configure(_ text: String) throws {
        try FileManager.default.createDirectory(atPath: home.path + "/groktop", withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    }

    private func groktop(_ arguments: [String]) throws -> Program {
        try Program.run(Program.url.path, arguments, environment: environment)
    }

    // MARK: groktop config

    @Test("the built-in configuration is printed, and is right")
    func defaultFile() throws {
        let program = try groktop(["config", "--default"])
        #expect(program.exitCode == 0 && program.output.contains("\nquit = \"q\"\n"))
        try configure(program.output)
        let check = try groktop(["config", "--check"])
        #expect(check.exitCode == 0 && check.output == "\(file): all of it counts\n" && check.errors == "")
        #expect(try groktop(["config", "--path"]).output == "\(file)\n")
    }

    @Test("what is wrong is named by file and line, and the exit code says so")
    func check() throws {
        #expect(try groktop(["config", "--check"]).output.hasSuffix("the built-in configuration counts\n"))
        try configure("theme = \"nowhere\"\n[run]\nsteps = \"many\"\n")
        let check = try groktop(["config", "--check"])
        let lines = check.errors.split(separator: "\n")
        #expect(check.exitCode == 65 && lines.count == 2)
        let unknown = "theme is 'nowhere': there is no such theme; groktop themes lists"
        #expect(lines[0].hasPrefix("groktop: \(file):1: \(unknown)"))
        #expect(lines[1] == "groktop: \(file):3: run.steps is 'many'; it must be a whole number from 1 to 1000000000")
        for arguments in [["config"], ["config", "--check", "--path"], ["config", "--path", "x"]] {
            #expect(try groktop(arguments).exitCode == 64)
        }
        #expect(try groktop(["config", "--check", home.path + "/none"]).exitCode == 66)
    }

    @Test("files that are none are named at once", arguments: ["pipe", "folder", "large", "device"])
    func strangeFiles(kind: String) throws {
        try configure("")
        try FileManager.default.removeItem(atPath: file)
        switch kind {
        case "pipe": #expect(mkfifo(file, 0o600) == 0)
        case "folder": try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: false)
        case "device": try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: "/dev/zero")
        default: #expect(FileManager.default.createFile(atPath: file, contents: nil))
        }
        // It takes no space on the disk.
        if kind == "large" { #expect(truncate(file, 1 << 30) == 0) }
        let check = try groktop(["config", "--check"])
        let reason = kind == "large" ? "is larger than a configuration can be (64 KiB)" : "is no regular file"
        #expect(check.errors == "groktop: \(file): \(reason)\n" && check.exitCode == 66)
        let train = try groktop(["train", "--steps", "2", "--no-record"] + Self.small)
        #expect(train.exitCode == 0 && train.errors.contains("groktop: \(file): \(reason)\n"))
    }

    // MARK: Without a screen

    @Test("defaults of runs are the file's, and options come before them")
    func defaults() throws {
        try configure(
            "[run]\ntask = \"modadd\"\nseed = 7\nsteps = 4\nweight-decay = 0.5\nlearning-rate = 0.01\n"
                + "threads = 1\nx = 1\n"
        )
        let model = ["--d-model", "16", "--heads", "2", "--ff", "16", "--layers", "1", "--p", "7", "--no-record"]
        let program = try groktop(["train"] + model)
        #expect(program.exitCode == 0, "\(program.errors)")
        #expect(program.errors.hasPrefix("groktop: \(file):8: run.x is unknown; there are"))
        let config = try #require(program.objects().first)
        let optimizer = try #require(config["optimizer"] as? [String: Any])
        #expect(config["task"] as? String == "modadd" && config["seed"] as? Int == 7 && config["steps"] as? Int == 4)
        #expect(optimizer["weightDecay"] as? Double == 0.5 && optimizer["learningRate"] as? Double == 0.01)
        let other = try groktop(["train", "--seed", "8", "--steps", "2", "--weight-decay", "1"] + model)
        let given = try #require(other.objects().first)
        #expect(given["seed"] as? Int == 8 && given["steps"] as? Int == 2 && given["task"] as? String == "modadd")
        #expect((given["optimizer"] as? [String: Any])?["weightDecay"] as? Double == 1)
    }

    @Test("an alert prints its line and runs its program, with what it is about in the environment")
    func program() throws {
        let out = home.path + "/out"
        try configure(
            """
            [[alert]]
            when = "train loss > 0 after step 20"
            do = ["line", "bell", "notify"]
            run = ["sh", "-c", "echo painted; echo \\"$GROKTOP_RULE|$GROKTOP_STEP|$GROKTOP_RUN\\" >> \(out)"]
            """)
        let run = try groktop(
            ["train", "--steps", "40", "--eval-every", "10", "--alert", "finished=line,run:/none"] + Self.small)
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(!run.output.contains("painted") && !run.errors.contains("painted"))
        #expect(!run.errors.utf8.contains(7) && !run.errors.utf8.contains(27), "standard error is no terminal")
        let lines = run.errors.split(separator: "\n").filter { $0.contains("alert") }
        #expect(lines.count == 3, "\(run.errors)")
        #expect(lines.first?.hasPrefix("groktop: alert: train loss > 0 after step 20: ") == true)
        #expect(lines.first?.hasSuffix(" at step 20") == true)
        #expect(lines.contains("groktop: alert: finished at step 40"))
        #expect(lines.contains("groktop: alert 'finished': '/none' cannot be started: No such file or directory"))
        try waitUntil("the program") { FileManager.default.fileExists(atPath: out) }
        let text = try String(contentsOfFile: out, encoding: .utf8)
        #expect(text.hasPrefix("train loss > 0 after step 20|20|\(home.path)/groktop/runs/"), "\(text)")
    }

    @Test("a program that takes its time holds nobody up, and is not started twice")
    func slowProgram() throws {
        let start = Date()
        try configure("[[alert]]\nwhen = \"train loss > 0 after step 1\"\ndo = []\nrun = [\"sleep\", \"60\"]\n")
        let run = try groktop(["train", "--steps", "20", "--eval-every", "10", "--no-record"] + Self.small)
        #expect(run.exitCode == 0 && Date().timeIntervalSince(start) < 50)
    }

    @Test("without a screen a paused run waits for who resumes it")
    func pause() throws {
        let alert = ["--alert", "train loss > 0 after step 20=pause"]
        let train =
            ["train", "--runs", home.path + "/runs", "--steps", "40", "--eval-every", "10"] + Self.small + alert
        for _ in 0..<2 {
            let running = try RunningProgram(train)
            try waitUntil("the pause") {
                try groktop(["export", "@", "--runs", home.path + "/runs", "--format", "ndjson"]).output.contains(
                    #""command":"pause""#)
            }
            let sent = try groktop(["send", "@", "resume", "--runs", home.path + "/runs"])
            #expect(sent.exitCode == 0, "\(sent.errors)")
            #expect(running.end() == 0)
            let commands = try groktop(["export", "@", "--runs", home.path + "/runs", "--format", "ndjson"]).objects()
                .filter { $0["type"] as? String == "command" }
            #expect(commands.map { $0["step"] as? Int } == [20, 20])
            #expect(commands.first?["request"] as? String == "alert: train loss > 0 after step 20")
            #expect(try groktop(["verify", "@", "--runs", home.path + "/runs"]).exitCode == 0)
        }
        let refused = try groktop(train + ["--no-commands"])
        #expect(refused.exitCode == 64 && refused.errors.contains("nobody could resume the run"))
        let wrong = try groktop(["train", "--alert", "groked=bell"])
        #expect(wrong.exitCode == 64 && wrong.errors.contains("did you mean 'grokked'?"), "\(wrong.errors)")
    }

    // MARK: On the screen

    @Test("a key that is bound otherwise works, and the footer shows it; what is wrong is told and the rest applies")
    func screen() throws {
        try configure("mouse = maybe\n[keys]\nquit = \"f10\"\ntoggle-weight-decay = \"j\"\nfork = \"f10\"\n")
        let terminal = try PseudoTerminal(width: 140, height: 40)
        let options = ["--steps", "900000", "--pace", "20", "--no-record"] + Self.small
        try terminal.enter(
            "XDG_CONFIG_HOME=\(home.path) \(Program.url.path) watch \(options.joined(separator: " "))")
        try terminal.wait(for: "what is wrong") {
            $0.contains("config.toml:1: this is no TOML") && $0.contains("and 1 more: groktop config --check")
        }
        try terminal.press("j")
        try terminal.wait(for: "the rebound key") { $0.contains("decay off") }
        try terminal.wait(for: "the footer") { $0.contains("F10 quit") && $0.contains("j decay") }
        // The built-in key means nothing now.
        try terminal.press("q")
        try terminal.press("?")
        try terminal.wait(for: "the help screen") { $0.contains(" j W c ") && $0.contains(" F10 ") }
        try terminal.press("Escape")
        // Esc and F10 at once would be Alt with F10.
        try terminal.wait(for: "the end of help") { !$0.contains("any key closes") }
        try terminal.press("F10")
        try terminal.wait(for: "the question") { $0.contains("Stop the run? y/n") }
        try terminal.press("y")
        try terminal.wait(for: "the prompt") { $0.contains("ready>") && !$0.contains("╭") }
    }

    @Test("on the screen an alert rings, notifies, shows its line, and pauses at the same step each time")
    func alertOnScreen() throws {
        let alert = ["--alert", "train loss > 0 after step 30=bell,notify,pause"]
        for _ in 0..<2 {
            let runs = home.path + "/screen-runs"
            let terminal = try RawTerminal(
                ["watch", "--steps", "900000", "--pace", "unlimited", "--eval-every", "10", "--runs", runs] + Self.small
                    + alert, environment: environment)
            try terminal.wait(forText: "alert: train loss > 0 after step 30")
            try terminal.wait(forText: "\u{7}")
            try terminal.wait(forText: "\u{1B}]9;groktop: train loss > 0 after step 30")
            try terminal.wait(forText: "\u{1B}]777;notify;groktop;train loss > 0 after step 30")
            try terminal.wait(forText: "paused")
            try terminal.send("\u{3}")
            #expect(try terminal.waitForEnd() == .exit(0))
            let commands = try groktop(["export", "@", "--runs", runs, "--format", "ndjson"]).objects().filter {
                $0["type"] as? String == "command" && $0["command"] as? String == "pause"
            }
            #expect(commands.map { $0["step"] as? Int } == [30])
        }
    }
}
