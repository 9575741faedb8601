internal import Dashboard
internal import RunEvents
internal import Tasks
internal import TerminalUI

/// One key of the configuration: what it is for, what it takes, and what it sets.
struct Setting: Sendable {
    /// The table in which it stands; empty for none.
    let table: String
    let name: String
    /// What it is for, as a comment.
    let comment: String
    /// What is accepted, as it follows "it must be".
    let accepted: String
    /// The built-in value as TOML; nil where there is none and the comment says what counts instead.
    let standard: String?
    /// A value as an example where there is no built-in one.
    let example: String
    /// Sets the value; false where it is not accepted.
    let set: @Sendable (ConfigurationNode, inout Configuration) -> Bool

    /// The key with its table: `run.seed`.
    var key: String { table.isEmpty ? name : "\(table).\(name)" }

    /// All of them but keys and alerts, which have tables of their own.
    static let all: [Setting] = screen + run

    private static let screen: [Setting] = [
        Setting(
            "", "theme", "Colours: a theme's name, or a file in btop's format.", accepted: "a theme's name or file",
            standard: quoted(Theme.default.name)
        ) { node, configuration in
            guard case .string(let name) = node.value, !name.isEmpty, name.utf8.count < 4_096 else { return false }
            (configuration.theme, configuration.themeLine) = (name, node.line)
            return true
        },
        Setting(
            "", "symbols", "What curves are drawn with. automatic is what the terminal can show.",
            accepted: Alternatives.text([automatic] + Symbols.allCases.map(\.rawValue)), standard: quoted(automatic)
        ) { node, configuration in
            guard case .string(let name) = node.value else { return false }
            configuration.symbols = Symbols(rawValue: name)
            return name == automatic || configuration.symbols != nil
        },
        Setting(
            "", "layout", "How panels are arranged. remembered is as the screen was left the last time.",
            accepted: Alternatives.text(LayoutName.choices), standard: quoted(LayoutName.remembered)
        ) { node, configuration in
            guard case .string(let name) = node.value else { return false }
            configuration.layout = LayoutName(rawValue: name)
            return name == LayoutName.remembered || configuration.layout != nil
        },
        Setting("", "mouse", "Whether the mouse is used.", accepted: trueOrFalse, standard: "true") {
            boolean($0, into: &$1.usesMouse)
        },
        Setting(
            "", "guidance", "Whether hints are shown the first time that something happens.", accepted: trueOrFalse,
            standard: "true"
        ) { boolean($0, into: &$1.showsGuidance) },
    ]

    private static let run: [Setting] = [
        Setting(
            "run", "task", "What is learned.", accepted: Alternatives.text(TaskList.names.map(\.rawValue)),
            standard: quoted(RunDefaults.task.rawValue)
        ) { node, configuration in
            guard case .string(let name) = node.value, let task = TaskList.task(TaskName(rawValue: name)) else {
                return false
            }
            configuration.run.task = task.name
            return true
        },
        Setting(
            "run", "seed", "Seed of data, initialization and batches.",
            accepted: NumberInput.accepted(0...Int.max), standard: "\(RunDefaults.seed)"
        ) { node, configuration in
            guard case .integer(let seed) = node.value, seed >= 0 else { return false }
            configuration.run.seed = UInt64(seed)
            return true
        },
        Setting(
            "run", "steps", "Optimizer steps. Without it, as many as suit the task.",
            accepted: NumberInput.accepted(ConfigLimits.steps), example: "5000"
        ) { whole($0, ConfigLimits.steps, into: &$1.run.steps) },
        Setting(
            "run", "weight-decay", "ω, the weight decay of AdamW. Without it, the task's.",
            accepted: NumberInput.accepted(ConfigLimits.weightDecay), example: "1.0"
        ) { real($0, ConfigLimits.weightDecay, into: &$1.run.weightDecay) },
        Setting(
            "run", "learning-rate", "η, the learning rate. Without it, the task's.",
            accepted: NumberInput.accepted(ConfigLimits.learningRate), example: "0.001"
        ) { real($0, ConfigLimits.learningRate, into: &$1.run.learningRate) },
        Setting(
            "run", "pace", "Most steps a second of a run on the screen. Without a screen, runs are not held back.",
            accepted: NumberInput.accepted(ConfigLimits.pace) + ", or \"unlimited\"",
            standard: "\(Int(RunDefaults.pace))"
        ) { node, configuration in
            if node.value == .string("unlimited") {
                configuration.run.pace = .unlimited
                return true
            }
            var pace: Double?
            guard real(node, ConfigLimits.pace, into: &pace), let pace else { return false }
            configuration.run.pace = .stepsPerSecond(pace)
            return true
        },
        Setting(
            "run", "threads", "Threads that compute; they do not change the result. Without it, one a core.",
            accepted: NumberInput.accepted(ConfigLimits.threads), example: "2"
        ) { whole($0, ConfigLimits.threads, into: &$1.run.threads) },
    ]

    private static let automatic = "automatic"
    private static let trueOrFalse = "true or false"

    private init(
        _ table: String, _ name: String, _ comment: String, accepted: String, standard: String? = nil,
        example: String = "", set: @escaping @Sendable (ConfigurationNode, inout Configuration) -> Bool
    ) {
        (self.table, self.name, self.comment, self.accepted) = (table, name, comment, accepted)
        (self.standard, self.example, self.set) = (standard, example, set)
    }

    private static func quoted(_ text: String) -> String { "\"\(text)\"" }

    private static func boolean(_ node: ConfigurationNode, into target: inout Bool) -> Bool {
        guard case .boolean(let value) = node.value else { return false }
        target = value
        return true
    }

    private static func whole(_ node: ConfigurationNode, _ range: ClosedRange<Int>, into target: inout Int?) -> Bool {
        guard case .integer(let value) = node.value, range.contains(value) else { return false }
        target = value
        return true
    }

    private static func real(
        _ node: ConfigurationNode, _ range: ClosedRange<Double>, into target: inout Double?
    ) -> Bool {
        let value: Double
        switch node.value {
        case .integer(let number): value = Double(number)
        // −0 is 0.
        case .real(let number): value = number == 0 ? 0 : number
        default: return false
        }
        guard range.contains(value) else { return false }
        target = value
        return true
    }
}
