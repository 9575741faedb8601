internal import Configuration
internal import RunEvents

/// Makes a plan of a TOML document, and refuses what it does not know.
struct PlanReader {
    private(set) var plan = SweepPlan()

    private typealias Table = [(name: String, node: ConfigurationNode)]
    private static let keys = ["out", "command", "run", "grid", "list", "slurm"]

    mutating func take(_ root: [String: ConfigurationNode]) throws(PlanProblem) {
        for (name, node) in Self.byLine(root) where !Self.keys.contains(name) {
            throw PlanProblem(line: Self.line(node), key: name, PlanNames.unknown(name, among: Self.keys))
        }
        // Whether names are free depends on the command, wherever it stands.
        if let node = root["command"] { plan.command = try Self.words(node, "command", least: 1) }
        if let node = root["out"] { plan.out = try Self.text(node, "out") }
        if let node = root["run"] { try takeRun(try Self.table(node, "run")) }
        if let node = root["grid"] { plan.grid = try axes(try Self.table(node, "grid"), "grid") }
        if let node = root["list"] { try takeList(node) }
        if let node = root["slurm"] { plan.slurm = try Self.slurm(try Self.table(node, "slurm")) }
    }

    private mutating func takeRun(_ table: Table) throws(PlanProblem) {
        for entry in table where entry.name == "at" && plan.command == nil {
            plan.scheduled = try Self.words(entry.node, "run.at", least: 0).map {
                PlanAxis("at", [$0], line: entry.node.line)
            }
        }
        let isTrained = plan.command == nil
        plan.fixed = try axes(table.filter { $0.name != "at" || !isTrained }, "run")
        if let axis = plan.fixed.first(where: { $0.values.count != 1 }) {
            throw PlanProblem(
                line: axis.line, key: "run.\(axis.name)",
                "has \(axis.values.count) values; what all runs share has one, and several stand in [grid]")
        }
    }

    private mutating func takeList(_ node: ConfigurationNode) throws(PlanProblem) {
        guard case .array(let entries) = node.value else {
            throw Self.refused(node, "list", "one or more tables, [[list]]")
        }
        for entry in entries { plan.list.append(try axes(try Self.table(entry, "list", "[[list]]"), "list")) }
    }

    // MARK: Axes

    private func axes(_ table: Table, _ place: String) throws(PlanProblem) -> [PlanAxis] {
        var axes: [PlanAxis] = []
        for (written, node) in table {
            let name = PlanNames.meant(written)
            if name == "parameter", plan.command == nil {
                for (parameter, node) in try Self.table(node, "\(place).parameter", "NAME = VALUES") {
                    axes.append(try Self.axis(PlanAxis.parameterPrefix + parameter, node, place))
                }
                continue
            }
            guard plan.command != nil || PlanNames.isKnown(name) else {
                let names = PlanNames.options + ["parameter"] + (place == "run" ? ["at"] : [])
                throw PlanProblem(
                    line: Self.line(node), key: "\(place).\(written)", PlanNames.unknown(written, among: names))
            }
            let axis = try Self.axis(name, node, place)
            guard !axes.contains(where: { $0.name == name }) else {
                throw PlanProblem(line: Self.line(node), key: "\(place).\(written)", "is given twice")
            }
            axes.append(axis)
        }
        return axes
    }

    private static func axis(
        _ name: String, _ node: ConfigurationNode, _ place: String
    ) throws(PlanProblem) -> PlanAxis {
        let (key, accepted) = (
            "\(place).\(name)", "a value, a text such as \"1-20\" or \"0,0.5,1\", or a list of values"
        )
        if case .array(let elements) = node.value {
            guard !elements.isEmpty else { throw PlanProblem(line: line(node), key: key, "is an empty list") }
            var values: [String] = []
            for element in elements {
                guard let value = scalar(element) else { throw refused(element, key, accepted) }
                values.append(value)
            }
            return PlanAxis(name, values, line: line(node))
        }
        guard let value = scalar(node) else { throw refused(node, key, accepted) }
        guard case .string = node.value else { return PlanAxis(name, [value], line: line(node)) }
        do {
            return PlanAxis(name, try ValueList.values(value), line: line(node))
        } catch {
            throw PlanProblem(line: line(node), key: key, error.text)
        }
    }

    private static func scalar(_ node: ConfigurationNode) -> String? {
        switch node.value {
        case .string(let text): text
        case .integer(let number): "\(number)"
        // As a person writes it: 1.0 is 1, so that a whole number may have a point.
        case .real(let number): Int(exactly: number).map { "\($0)" } ?? "\(number)"
        case .boolean(let isTrue): "\(isTrue)"
        case .table, .array, .date: nil
        }
    }

    // MARK: Slurm

    private static func slurm(_ table: Table) throws(PlanProblem) -> SlurmOptions {
        let names = ["options", "setup", "limit", "signal"]
        var options = SlurmOptions()
        for (name, node) in table {
            switch name {
            case "options": options.sbatch = try words(node, "slurm.options", least: 0)
            case "setup": options.setup = try words(node, "slurm.setup", least: 0)
            case "limit": options.limit = try whole(node, "slurm.limit", SlurmOptions.limits)
            case "signal": options.signalSeconds = try whole(node, "slurm.signal", SlurmOptions.signals)
            default:
                throw PlanProblem(line: line(node), key: "slurm.\(name)", PlanNames.unknown(name, among: names))
            }
        }
        if let problem = options.problem { throw PlanProblem(line: table.first?.node.line ?? 1, key: "slurm", problem) }
        return options
    }

    // MARK: Values

    /// A key's line. The first stands for what has none, so that a message about a file always has one.
    private static func line(_ node: ConfigurationNode) -> Int { node.line ?? 1 }

    private static func refused(_ node: ConfigurationNode, _ key: String, _ accepted: String) -> PlanProblem {
        PlanProblem(line: line(node), key: key, "is \(node.shown); it must be \(accepted)")
    }

    private static func table(
        _ node: ConfigurationNode, _ key: String, _ accepted: String? = nil
    ) throws(PlanProblem) -> Table {
        guard case .table(let table) = node.value else {
            throw refused(node, key, "a table, \(accepted ?? "[\(key)]")")
        }
        return byLine(table)
    }

    private static func text(_ node: ConfigurationNode, _ key: String) throws(PlanProblem) -> String {
        guard case .string(let text) = node.value, !text.isEmpty else { throw refused(node, key, "a text") }
        return text
    }

    private static func words(
        _ node: ConfigurationNode, _ key: String, least: Int
    ) throws(PlanProblem) -> [String] {
        let accepted = "a list of texts"
        guard case .array(let elements) = node.value, elements.count >= least else {
            throw refused(node, key, accepted)
        }
        var words: [String] = []
        for element in elements {
            guard case .string(let text) = element.value else { throw refused(element, key, accepted) }
            words.append(text)
        }
        return words
    }

    private static func whole(
        _ node: ConfigurationNode, _ key: String, _ range: ClosedRange<Int>
    ) throws(PlanProblem) -> Int {
        guard case .integer(let value) = node.value, range.contains(value) else {
            throw refused(node, key, NumberInput.accepted(range))
        }
        return value
    }

    private static func byLine(_ table: [String: ConfigurationNode]) -> Table {
        table.sorted { ($0.value.line ?? 0, $0.key) < ($1.value.line ?? 0, $1.key) }.map { ($0.key, $0.value) }
    }
}
