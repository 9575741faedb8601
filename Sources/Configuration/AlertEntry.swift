internal import Alerts

/// Reads one `[[alert]]`.
enum AlertEntry {
    /// Its keys.
    static let names = ["when", "do", "run"]

    /// - Parameters:
    ///   - table: its values.
    ///   - line: the line of its header.
    /// - Throws: what is wrong with it.
    static func alert(_ table: [String: ConfigurationNode], line: Int?) throws(ConfigurationProblem) -> Alert {
        guard let when = table["when"] else {
            throw ConfigurationProblem(line: line, key: "alert", "has no when, which says what it waits for")
        }
        guard case .string(let text) = when.value else {
            throw ConfigurationProblem(
                line: when.line, key: "alert.when", "is \(when.shown); it must be a rule in quotes")
        }
        return Alert(
            rule: try rule(text, line: when.line), actions: try actions(table["do"]), program: try program(table["run"])
        )
    }

    private static func rule(_ text: String, line: Int?) throws(ConfigurationProblem) -> AlertRule {
        do throws(AlertProblem) {
            return try AlertRule(text)
        } catch {
            throw ConfigurationProblem(line: line, key: "alert.when", "is '\(text.prefix(60))': \(error)")
        }
    }

    private static func actions(_ node: ConfigurationNode?) throws(ConfigurationProblem) -> [AlertAction] {
        guard let node else { return Alert.defaultActions }
        var actions: [AlertAction] = []
        for name in try node.texts(key: "alert.do", accepted: "a list of actions in quotes") {
            do throws(AlertProblem) {
                let action = try Alert.action(name)
                if !actions.contains(action) { actions.append(action) }
            } catch {
                throw ConfigurationProblem(line: node.line, key: "alert.do", "is wrong: \(error)")
            }
        }
        return actions
    }

    private static func program(_ node: ConfigurationNode?) throws(ConfigurationProblem) -> [String] {
        guard let node else { return [] }
        let accepted = "a list of a program and its arguments, such as [\"sh\", \"-c\", \"…\"]"
        guard case .array = node.value else {
            throw ConfigurationProblem(
                line: node.line, key: "alert.run", "is \(node.shown); it must be \(accepted), because no shell reads it"
            )
        }
        let program = try node.texts(key: "alert.run", accepted: accepted)
        guard program.first?.isEmpty == false, program.count <= 64 else {
            throw ConfigurationProblem(
                line: node.line, key: "alert.run", "is empty or too long; it must be \(accepted)")
        }
        return program
    }
}
