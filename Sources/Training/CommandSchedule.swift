internal import RunEvents

/// Commands that wait for their steps, ordered by step. Those with equal steps keep the order in which they were given.
struct CommandSchedule: Sendable {
    private var commands: ArraySlice<ScheduledCommand>

    init(_ commands: [ScheduledCommand]) {
        // Swift's sort does not promise to keep the order of equal elements.
        self.commands =
            commands.enumerated().sorted { ($0.element.step, $0.offset) < ($1.element.step, $1.offset) }
            .map(\.element)[...]
    }

    /// Takes out the first command whose step has come; nil where there is none.
    mutating func removeFirst(dueAt step: Int) -> RunCommand? {
        guard let first = commands.first, first.step <= step else { return nil }
        commands.removeFirst()
        return first.command
    }
}
