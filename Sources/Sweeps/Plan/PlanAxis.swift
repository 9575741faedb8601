/// A key of a plan with its values. Every value gives runs of its own.
package struct PlanAxis: Sendable, Equatable {
    /// The name of an option of `groktop train` without `--`, `parameter.NAME` for a parameter of the task, or the name
    /// of a placeholder in a command.
    package var name: String
    /// The values as they were written, at least one.
    package var values: [String]
    /// The line of the plan's file, from 1; nil on the command line.
    package var line: Int?

    /// - Precondition: there is a value.
    package init(_ name: String, _ values: [String], line: Int? = nil) {
        precondition(!values.isEmpty, "\(name) has no value")
        (self.name, self.values, self.line) = (name, values, line)
    }

    /// The words that give `groktop train` one of the values.
    static func words(_ name: String, _ value: String) -> [String] {
        guard name.hasPrefix(parameterPrefix) else { return ["--\(name)", value] }
        return ["--parameter", "\(name.dropFirst(parameterPrefix.count))=\(value)"]
    }

    static let parameterPrefix = "parameter."
}
