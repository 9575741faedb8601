internal import ArgumentParser
internal import RunEvents
internal import Tasks

/// `--parameter NAME=VALUE`. Which names and values there are depends on the task, which is checked with the other
/// options.
struct ParameterOption: Sendable {
    let name: String
    let text: String

    init(_ text: String) throws {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[0].isEmpty else {
            throw ValidationError("it must be NAME=VALUE, such as modulus=97")
        }
        (name, self.text) = (parts[0], parts[1])
    }

    /// Which there are beside those that have an option of their own: `: bits of parity`.
    static var list: String {
        let named = TaskList.all.flatMap { task in
            task.parameters.filter { $0.option == nil }.map { "\($0.name) of \(task.name.rawValue)" }
        }
        return named.isEmpty ? "" : ": " + named.joined(separator: ", ")
    }
}
