internal import ArgumentParser
internal import RunEvents
internal import Tasks

/// A value of `--parameter`, which is NAME=VALUE. The task decides which names and values it takes; they are checked
/// with the other options.
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

    /// The parameters without an option of their own, for the help text: `: bits of parity, subset of parity`.
    static var list: String {
        let named = TaskList.all.flatMap { task in
            task.parameters.filter { $0.option == nil }.map { "\($0.name) of \(task.name.rawValue)" }
        }
        return named.isEmpty ? "" : ": " + named.joined(separator: ", ")
    }
}
