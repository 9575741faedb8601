internal import Alerts
internal import RunEvents

/// Makes a configuration of a document. What is wrong is named and left out.
struct ConfigurationReader {
    private(set) var configuration = Configuration()
    private(set) var problems: [ConfigurationProblem] = []

    /// The most problems that are listed.
    private static let mostProblems = 50
    private static let tables = ["run", "keys"]
    private static let alertTable = "alert"

    /// The configuration of a file's bytes, and what in it does not count, by line.
    static func read(_ bytes: [UInt8]) -> (Configuration, [ConfigurationProblem]) {
        let document = ConfigurationDocument(bytes)
        var reader = ConfigurationReader()
        reader.take(document.root)
        var problems = (document.problems + reader.problems).enumerated().sorted {
            ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset)
        }.map(\.element)
        if problems.count > mostProblems {
            let more = problems.count - mostProblems
            problems = problems.prefix(mostProblems) + [ConfigurationProblem(line: nil, "has \(more) more problems")]
        }
        return (reader.configuration, problems)
    }

    private mutating func take(_ root: [String: ConfigurationNode]) {
        for (name, node) in Self.byLine(root) {
            if name == Self.alertTable {
                takeAlerts(node)
            } else if Self.tables.contains(name) {
                guard case .table(let table) = node.value else {
                    refuse(node, name, "is \(node.shown); it must be a table, [\(name)]")
                    continue
                }
                if name == "keys" { takeKeys(table) } else { takeSettings(table, of: name) }
            } else {
                take(node, name, of: "")
            }
        }
    }

    private mutating func takeSettings(_ table: [String: ConfigurationNode], of name: String) {
        for (key, node) in Self.byLine(table) { take(node, key, of: name) }
    }

    private mutating func take(_ node: ConfigurationNode, _ name: String, of table: String) {
        let settings = Setting.all.filter { $0.table == table }
        guard let setting = settings.first(where: { $0.name == name }) else {
            let names = settings.map(\.name) + (table.isEmpty ? Self.tables + [Self.alertTable] : [])
            return refuseUnknown(node, name, of: table, among: names)
        }
        var changed = configuration
        guard setting.set(node, &changed) else {
            return refuse(node, setting.key, "is \(node.shown); it must be \(setting.accepted)")
        }
        configuration = changed
    }

    // MARK: Keys

    private mutating func takeKeys(_ table: [String: ConfigurationNode]) {
        var bindings = KeyBindings()
        for (name, node) in Self.byLine(table) {
            do throws(ConfigurationProblem) {
                try bindings.take(node, name)
            } catch {
                problems.append(error)
            }
        }
        problems += bindings.resolveConflicts()
        configuration.keys = bindings.changes
    }

    // MARK: Alerts

    private mutating func takeAlerts(_ node: ConfigurationNode) {
        guard case .array(let entries) = node.value else {
            return refuse(node, Self.alertTable, "is \(node.shown); it must be one or more tables, [[alert]]")
        }
        for (index, entry) in entries.enumerated() {
            guard index < Alert.most else {
                return refuse(entry, Self.alertTable, "is one too many; there can be \(Alert.most)")
            }
            takeAlert(entry)
        }
    }

    private mutating func takeAlert(_ entry: ConfigurationNode) {
        guard case .table(let table) = entry.value else {
            return refuse(entry, Self.alertTable, "is \(entry.shown); it must be a table with when")
        }
        for (name, node) in Self.byLine(table) where !AlertEntry.names.contains(name) {
            refuseUnknown(node, name, of: Self.alertTable, among: AlertEntry.names)
        }
        do throws(ConfigurationProblem) {
            configuration.alerts.append(try AlertEntry.alert(table, line: entry.line))
        } catch {
            problems.append(error)
        }
    }

    // MARK: Refusals

    private mutating func refuse(_ node: ConfigurationNode, _ key: String, _ text: String) {
        problems.append(ConfigurationProblem(line: node.line, key: key, text))
    }

    private mutating func refuseUnknown(
        _ node: ConfigurationNode, _ name: String, of table: String, among names: [String]
    ) {
        let key = table.isEmpty ? name : "\(table).\(name)"
        let hint =
            NearestName.of(name, among: names).map { "did you mean '\($0)'?" }
            ?? "there are \(names.joined(separator: ", "))"
        refuse(node, key, "is unknown; \(hint)")
    }

    static func byLine(_ table: [String: ConfigurationNode]) -> [(String, ConfigurationNode)] {
        table.sorted { ($0.value.line ?? 0, $0.key) < ($1.value.line ?? 0, $1.key) }.map { ($0.key, $0.value) }
    }
}
