internal import Foundation
internal import Recording
internal import RunEvents
internal import Tasks
internal import Training

/// A recorded run, made ready to be trained again: from its beginning, or on from where it is.
struct Continuation: Sendable {
    let config: RunConfig
    let start: TrainingStart
    /// What was scheduled for steps that the recording has not reached.
    let schedule: [ScheduledCommand]

    /// Where to start from.
    enum From {
        /// The newest checkpoint with windows that the recording has all events of.
        case checkpoint
        case beginning
    }

    /// - Parameter step: up to where what was recorded is derived again; nil for all of it.
    /// - Throws: `RecordingError`, or `Failure` where the run's configuration cannot be trained.
    init(_ reader: RunReader, from: From, until step: Int? = nil) throws {
        config = reader.config
        try Self.check(config, reader.folder)
        let events = try reader.events()
        let reproduced = events.filter { $0.event.isReproduced && $0.event.step <= step ?? .max }.map(\.event)
        let untilStep = step ?? events.map { $0.event.step }.max() ?? 0
        var checkpoint: Checkpoint?
        if case .checkpoint = from {
            let entry = reader.checkpoints.newestWhole(notAfter: untilStep, reproducedEvents: reproduced.count)
            checkpoint = try entry.map { try reader.checkpoints.read($0.step) }
        }
        start = TrainingStart(
            checkpoint: checkpoint, recorded: Array(reproduced.dropFirst(checkpoint?.state.reproducedEvents ?? 0)),
            untilStep: untilStep)
        schedule = Self.pending(reader.schedule, events.map(\.event), untilStep)
    }

    /// What was scheduled and has not been given: of the last step some may have been, though not before the run was one of its
    /// own. They are known by their kind, as what is recorded of "on" and "off" is a value.
    private static func pending(
        _ schedule: [ScheduledCommand], _ events: [RunEvent], _ untilStep: Int
    ) -> [ScheduledCommand] {
        let ownEvents = events.lastIndex { if case .forked = $0 { true } else { false } }.map { events[$0...] } ?? events[...]
        var given = ownEvents.compactMap { event -> String? in
            guard case .command(let record) = event, record.step == untilStep else { return nil }
            return record.command.name
        }
        return schedule.filter { $0.step >= untilStep }.filter { entry in
            guard entry.step == untilStep, let index = given.firstIndex(of: entry.command.name) else { return true }
            given.remove(at: index)
            return false
        }
    }

    /// A configuration out of a file is not yet one that the engine can take.
    static func check(_ config: RunConfig, _ folder: RunFolder) throws {
        if let problem = config.problem {
            throw Failure.data("\(folder.database.path): the run's configuration cannot be trained: \(problem)")
        }
        let (needed, present) = (LeastMemory.bytes(config), ProcessInfo.processInfo.physicalMemory)
        guard needed <= present else {
            throw Failure.data("\(folder.database.path): the run needs more memory than this machine has")
        }
    }
}
