package import RunEvents

/// The tasks that this program can train. A new task is one line here and one file beside it.
package enum TaskList {
    /// All tasks, in the order in which help texts name them.
    package static let all: [any TaskDefinition] = [
        DyckTask(),
        ScanTask(),
        ModularTask(.modadd, formula: "a+b", title: "Modular addition") { a, b, _ in a + b },
        // The term p keeps the value from being negative where b is larger than a.
        ModularTask(.modsub, formula: "a−b") { a, b, p in a + p - b },
        ModularTask(.modmul, formula: "a·b") { a, b, _ in a * b },
        ModularTask(.modx2y2, formula: "a²+b²") { a, b, _ in a * a + b * b },
        ModularTask(.modx2xyy2, formula: "a²+ab+b²") { a, b, _ in a * a + a * b + b * b },
        ModularTask(.modx3xy, formula: "a³+ab") { a, b, _ in a * a * a + a * b },
        SymmetricGroupTask(),
        ParityTask(),
    ]

    /// The names of all tasks.
    package static let names = all.map(\.name)

    /// The names of the tasks that the study is about, in its order.
    package static let studied = all.filter { $0.report.place != nil }
        .sorted { ($0.report.place ?? 0) < ($1.report.place ?? 0) }.map(\.name)

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    /// The task with the given name; nil where this program does not know it.
    package static func task(_ name: TaskName) -> (any TaskDefinition)? { byName[name] }

    /// The task with the given name, for a configuration that was checked.
    ///
    /// - Precondition: this program knows the task.
    package static func known(_ name: TaskName) -> any TaskDefinition {
        guard let task = byName[name] else { preconditionFailure("there is no task \(name.rawValue)") }
        return task
    }
}
