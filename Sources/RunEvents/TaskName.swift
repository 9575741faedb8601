/// The name of a task, as `--task` takes it and recordings hold it.
///
/// Any text is a name. A recording may belong to a task that this program cannot train, and can still be shown,
/// replayed and exported. `TaskList` lists the tasks that this program can train.
package struct TaskName: RawRepresentable, Hashable, Sendable, Codable, ExpressibleByStringLiteral {
    /// The name itself; unprintable text is possible where it comes from a file.
    package let rawValue: String

    /// Makes a name of any text.
    package init(rawValue: String) { self.rawValue = rawValue }

    /// Makes a name of a literal.
    package init(stringLiteral: String) { rawValue = stringLiteral }
}
