import Alerts
import Configuration
import Dashboard
import RunEvents
import Runs
import Tasks
import TerminalUI
import Testing

@Suite struct ConfigurationTests {
    private func load(_ text: String) -> LoadedConfiguration { ConfigurationFile.parse(Array(text.utf8)) }

    /// The problems, as a file called `c` has them.
    private func problems(_ text: String) -> [String] { load(text).problems.map { $0.text(in: "c") } }

    @Test func theDefaultFileMeansWhatNoFileMeans() {
        let loaded = load(DefaultConfiguration.text)
        #expect(loaded.problems == [])
        #expect(loaded.configuration == Configuration())
        #expect(loaded.configuration.run.task == .dyck && loaded.configuration.run.seed == 42, "they are there")
        #expect(RunDefaults.pace == TrainingSettings.watchedPace)
    }

    @Test func everyLineThatIsCommentedOutCanBeUsed() {
        let text = DefaultConfiguration.text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.hasPrefix("#") && !line.hasPrefix("# ") && line != "#" ? String(line.dropFirst()) : String(line)
        }.joined(separator: "\n")
        let loaded = load(text)
        #expect(loaded.problems == [])
        #expect(loaded.configuration.alerts.map(\.rule.text) == ["grokked", "test accuracy < 0.9 after grokking"])
        #expect(loaded.configuration.run.steps == 5_000 && loaded.configuration.run.threads == 2)
    }

    @Test func theDefaultFileFitsTheScreen() {
        #expect(DefaultConfiguration.text.split(separator: "\n").allSatisfy { $0.count <= 120 })
        #expect(Action.allCases.allSatisfy { DefaultConfiguration.text.contains("\n\($0.name) = ") })
    }

    @Test func everyChoiceIsTaken() {
        let configuration = load(
            """
            theme = "mine.theme"
            symbols = "block"
            mouse = false
            guidance = false
            layout = "automatic"
            [run]
            task = "modadd"
            seed = 7
            steps = 100
            weight-decay = 1
            learning-rate = 1e-3
            pace = "unlimited"
            threads = 2
            """)
        #expect(configuration.problems == [])
        let (choices, run) = (configuration.configuration, configuration.configuration.run)
        #expect(choices.theme == "mine.theme" && choices.themeLine == 1 && choices.symbols == .block)
        #expect(!choices.usesMouse && !choices.showsGuidance)
        #expect(run.task == "modadd" && run.seed == 7 && run.steps == 100 && run.threads == 2)
        #expect(run.weightDecay == 1 && run.learningRate == 1e-3 && run.pace == .unlimited)
    }

    @Test func alertsAreTaken() {
        let alerts = load(
            """
            [[alert]]
            when = "grokked"
            [[alert]]
            when = "v1 share < 0.1"
            do = ["bell", "pause"]
            run = ["sh", "-c", "echo = \\"[x]\\" # no comment"]
            """
        ).configuration.alerts
        #expect(alerts.map(\.rule.text) == ["grokked", "v1 share < 0.1"])
        #expect(alerts.map(\.actions) == [[.line], [.bell, .pause]])
        #expect(alerts.last?.program == ["sh", "-c", "echo = \"[x]\" # no comment"])
    }

    @Test(arguments: [
        ("theem = 1", "c:1: theem is unknown; did you mean 'theme'?"),
        ("\n\nxyz = 1", "c:3: xyz is unknown; there are theme, symbols, layout, mouse, guidance, run, keys, alert"),
        ("theme = 3", "c:1: theme is 3; it must be a theme's name or file"),
        ("mouse = \"yes\"", "c:1: mouse is 'yes'; it must be true or false"),
        ("symbols = \"dots\"", "c:1: symbols is 'dots'; it must be automatic, braille, block or ascii"),
        (
            "layout = \"wild\"",
            "c:1: layout is 'wild'; it must be remembered, automatic, small, wide, tall or projector"
        ),
        ("mouse = 1979-05-27", "c:1: mouse is a date or a time; it must be true or false"),
        ("run = 3", "c:1: run is 3; it must be a table, [run]"),
        ("[run]\ntask = \"chess\"", "c:2: run.task is 'chess'; it must be dyck"),
        ("[run]\n# a\nseed = -1", "c:3: run.seed is -1; it must be a whole number from 0 to 9223372036854775807"),
        ("[run]\nsteps = 1.5", "c:2: run.steps is 1.5; it must be a whole number from 1 to 1000000000"),
        ("[run]\nsteps = 0", "c:2: run.steps is 0; it must be a whole number from 1 to 1000000000"),
        ("[run]\nweight-decay = nan", "c:2: run.weight-decay is nan; it must be a number from 0 to 1000"),
        (
            "[run]\npace = \"fast\"",
            "c:2: run.pace is 'fast'; it must be a number from 0.001 to 1000000, or \"unlimited\""
        ),
        ("[run]\nsteps = [\n1,\n2]", "c:2: run.steps is a list of 2; it must be"),
        ("run.threads = 1000", "c:1: run.threads is 1000; it must be a whole number from 1 to 256"),
        ("run = { seed = 1, speed = 2 }", "c:1: run.speed is unknown; did you mean 'seed'?"),
        ("alert = 3", "c:1: alert is 3; it must be one or more tables, [[alert]]"),
        ("[alert]\nwhen = \"grokked\"", "c:1: alert is a table; it must be one or more tables, [[alert]]"),
        ("[[alert]]\ndo = \"bell\"", "c:1: alert has no when, which says what it waits for"),
        ("[[alert]]\nwhen = 3", "c:2: alert.when is 3; it must be a rule in quotes"),
        ("[[alert]]\nwhen = \"groked\"", "c:2: alert.when is 'groked': there is no 'groked'; did you mean 'grokked'?"),
        (
            "[[alert]]\nwhen = \"grokked\"\ndo = [\"bel\"]",
            "c:3: alert.do is wrong: 'bel' is no action; it must be bell"
        ),
        ("[[alert]]\nwhen = \"grokked\"\ndo = [1]", "c:3: alert.do holds 1; it must be a list of actions in quotes"),
        ("[[alert]]\nwhen = \"grokked\"\nrun = \"a b\"", "c:3: alert.run is 'a b'; it must be a list of a program"),
        ("[[alert]]\nwhen = \"grokked\"\nrun = []", "c:3: alert.run is empty or too long"),
        ("[[alert]]\nwhen = \"grokked\"\nwhne = 1", "c:3: alert.whne is unknown; did you mean 'when'?"),
        ("[keys]\nqiut = \"x\"", "c:2: keys.qiut is no action; did you mean 'quit'?"),
        (
            "[keys]\nquit = \"hyper-x\"",
            "c:2: keys.quit is 'hyper-x'; a key must be one character, f1 to f12, ctrl- with"
        ),
        ("[keys]\nquit = \"ctrl-m\"", "c:2: keys.quit is 'ctrl-m'; a key must be"),
        ("[keys]\nquit = 3", "c:2: keys.quit is 3; it must be a key's name in quotes, or a list of them"),
        ("[keys]\nquit = []", "c:2: keys.quit is empty; this action must have a key"),
        ("[keys]\nrepaint = \"r\"", "c:2: keys.repaint is 'r'; it works while something is typed"),
        ("[keys]\nfork = \"q\"", "c:2: keys.fork does not count: 'q' would be bound to both 'fork' and 'quit'"),
        (
            "[keys]\nfork = \"j\"\nquit = \"j\"",
            "c:3: keys.quit does not count: 'j' would be bound to both 'fork' and 'quit'"
        ),
        ("x\u{1}y = \"\u{1B}\"", "c:1: this is no TOML, and it does not count"),
        ("mouse =", "c:1: this is no TOML, and it does not count"),
        ("mouse = false\nlayout = \"\"\"abc\n[run]\nseed = 1\n[keys]", "c:2: this is no TOML, and it does not count: "),
        ("layout = [1,\n2,\nmouse = false\n[run]\nseed = 1", "c:1: this is no TOML, and it does not count: "),
        ("mouse = {\n[run]\nseed = 1", "c:1: this is no TOML, and it does not count: "),
        ("[run]\nseed = 1\n[run]\nsteps = 3\n[keys]", "c:3: this is no TOML, and its table does not count: "),
        ("mouse = false\n[=]\nseed = 1\n[run]", "c:2: this is no TOML, and its table does not count: table header"),
        ("[[ # no key\nseed = 1", "c:1: this is no TOML, and its table does not count: table header"),
        ("\u{FEFF}[.run]\nseed = 1", "c:1: this is no TOML, and its table does not count: table header"),
        ("mouse = true\nmouse = false", "c:2: this is no TOML, and it does not count"),
    ]) func whatIsWrongIsNamed(text: String, problem: String) {
        // What follows counts all the same, and has its own line.
        let found = problems(text)
        #expect(found.count == 1 && found[0].hasPrefix(problem), "\(found)")
        #expect(found.allSatisfy { $0.unicodeScalars.allSatisfy { $0.value >= 0x20 } })
    }

    @Test func theRestCounts() {
        let loaded = load(
            """
            symbols = "block"
            mouse = maybe
            guidance = false
            [run
            seed = 1
            [keys]
            quit = "j"
            fork = 3
            [[alert]]
            when = "groked"
            [[alert]]
            when = "grokked"
            """)
        #expect(loaded.problems.map(\.line) == [2, 4, 8, 10])
        let configuration = loaded.configuration
        #expect(configuration.symbols == .block && configuration.usesMouse && !configuration.showsGuidance)
        #expect(configuration.run.seed == nil && configuration.keys == [.quit: [.character("j")]])
        #expect(configuration.alerts.map(\.rule.text) == ["grokked"])
    }

    /// Lines are found whatever stands between them.
    @Test func linesAreRight() {
        let text = #"""
            # a = 1
            a = "b = [c] # no comment"   # a comment = 1
            'b' = '''
            x = 1
            [run]
            '''
            "c\"d" = """
            \"""
            y = 2"""
            [run]   # [keys]
            task = [ # one
              "a=b", { z = 1 },

              { z.y = 2, x = 3 },
            ]
            [ keys . "quit" ]
            q = 1
            [[alert]]
            [[alert]]
            when.x = 1
            """#
        let found = load(text).problems.reduce(into: [String: Int]()) { $0[$1.key ?? "?"] = $1.line }
        #expect(found["a"] == 2 && found["b"] == 3 && found["c\"d"] == 7, "\(found)")
        #expect(found["run.task"] == 11 && found["keys.quit"] == 16, "\(found)")
        #expect(load(text).problems.filter { $0.key?.hasPrefix("alert") == true }.map(\.line) == [18, 20])
    }

    @Test func keysCanBeSwapped() {
        let loaded = load("[keys]\nquit = \"f\"\nfork = [\"q\", \"f5\"]\nexpand = []")
        #expect(loaded.problems == [])
        let keys = loaded.configuration.preferences.keys
        #expect(keys.action(for: .character("f"), in: .now) == .quit)
        #expect(keys.action(for: .function(5), in: .replay) == .fork)
        #expect(keys.action(for: .character("e"), in: .now) == nil)
    }

    @Test func nothingIsTooStrange() {
        #expect(
            problems(String(repeating: "[", count: 9_000)) == [
                "c: has more dots and brackets than any configuration needs"
            ])
        #expect(problems("a" + String(repeating: ".a", count: 30_000) + " = 1").count == 1)
        #expect(problems("a = " + String(repeating: "[", count: 1_900)).count == 1)
        #expect(problems("mouse = \"\\u0000\"\nguidance = 3").count == 2)
        let bytes = Array("mouse = \"".utf8) + [0xFF, 0xFE] + Array("\"\nguidance = false\n".utf8)
        let loaded = ConfigurationFile.parse(bytes)
        #expect(loaded.problems.map(\.line) == [1] && !loaded.configuration.showsGuidance)
        #expect(ConfigurationFile.parse([0, 10, 0]).problems.count == 2)
        let many = (0..<70).map { "[[alert]]\nwhen = \"grokked after step \($0)\"" }.joined(separator: "\n")
        #expect(load(many).configuration.alerts.count == Alert.most && load(many).problems.count == 1)
        let wrong = (0..<200).map { "x\($0) = 1" }.joined(separator: "\n")
        #expect(load(wrong).problems.count == 51)
        let lines = (0..<100).map { "x\($0)" }.joined(separator: "\n")
        #expect(problems(lines).first == "c: has too many faults; none of it counts")
    }
}
