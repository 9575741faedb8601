internal import Console
internal import Foundation
package import Recording
package import RunEvents
internal import SpectralEdge
internal import Tasks
internal import Training

/// A recorded run, made ready to be trained again: from its beginning, or on from where it is.
package struct Continuation: Sendable {
    /// As it was recorded; it can be trained.
    let config: RunConfig
    private(set) var start: TrainingStart
    /// What was scheduled for steps that the recording has not reached.
    let schedule: [ScheduledCommand]
    /// What the run was asked for and has not answered.
    let openRequests: OpenRequests

    /// Checkpoints that were tried and do not do.
    private var refused: [RecordingError] = []
    private let record: ReproducedRecord
    private let checkpoints: CheckpointStore
    /// Older ones than that of the start, by step.
    private var candidates: [CheckpointStore.Entry] = []

    /// Where to start from.
    enum From {
        /// The newest checkpoint with windows that the recording has all events of; where that is damaged one before
        /// it, or the beginning: each leads to the same bits.
        case checkpoint
        case beginning
    }

    /// - Parameters:
    ///   - step: up to where what was recorded is derived again; nil for all of it.
    ///   - asksAgain: whether probes that were not answered are made on the way, which begins before the first of them
    ///     then.
    /// - Throws: `RecordingError`, or `Failure` where the run's configuration cannot be trained.
    init(_ reader: RunReader, from: From, until step: Int? = nil, asksAgain: Bool = false) throws {
        config = reader.config
        try Self.check(config, reader.folder)
        let events = try reader.events()
        let untilStep = step ?? events.map { $0.event.step }.max() ?? 0
        record = ReproducedRecord(
            config: config, events: events.map(\.event).filter { $0.isReproduced && $0.step <= untilStep })
        checkpoints = reader.checkpoints
        openRequests = OpenRequests(events.map(\.event))
        start = TrainingStart(
            checkpoint: nil, recorded: record.events, untilStep: untilStep,
            unanswered: asksAgain ? openRequests.probes : [])
        schedule = Self.pending(reader.schedule, events.map(\.event), untilStep)
        guard case .checkpoint = from else { return }
        let firstUnanswered = start.unanswered.map(\.step).min() ?? untilStep
        candidates = checkpoints.whole(notAfter: min(untilStep, firstUnanswered))
        startFromNewest()
    }

    /// Puts a trainer together. A checkpoint that turns out to be none of this run is left out.
    ///
    /// - Parameter options: for the start that it gets.
    mutating func trainer(_ options: (Continuation) -> TrainerOptions) throws(CheckpointMismatch) -> Trainer {
        while true {
            do {
                return try RunAssembly.trainer(config, options(self))
            } catch {
                guard let step = start.checkpoint?.state.step else { throw error }
                refused.append(checkpoints.mismatch(step, "\(error)"))
                startFromNewest()
            }
        }
    }

    /// What is wrong with the newest checkpoint that it would start from if it were whole, and where it starts instead;
    /// nil where there is none.
    var notice: RecordingError? {
        let step = start.checkpoint?.state.step
        let first = (step ?? -1) + 1
        let damaged = first <= start.untilStep ? checkpoints.damaged(in: first...start.untilStep) : []
        let place = step.map { "from step \($0)" } ?? "from the run's beginning"
        let all = (refused + damaged).sorted { $0.path < $1.path }
        guard var newest = all.last else { return nil }
        let others =
            all.count > 2
            ? " (and \(all.count - 1) files like it)" : all.count == 2 ? " (and another file like it)" : ""
        newest.reason += "\(others); going on \(place) instead"
        return newest
    }

    private mutating func startFromNewest() {
        while let entry = candidates.popLast() {
            do throws(RecordingError) {
                if let problem = record.problem(entry.state) { throw checkpoints.mismatch(entry.step, problem) }
                start.checkpoint = try checkpoints.readWhole(entry.step)
                start.recorded = Array(record.events.dropFirst(entry.state.reproducedEvents))
                return
            } catch {
                refused.append(error)
            }
        }
        start.checkpoint = nil
        start.recorded = record.events
    }

    /// What was scheduled and has not been given: of the last step some may have been, though not before the run was
    /// one of its own. They are known by their kind, as what is recorded of "on" and "off" is a value.
    private static func pending(
        _ schedule: [ScheduledCommand], _ events: [RunEvent], _ untilStep: Int
    ) -> [ScheduledCommand] {
        let ownEvents =
            events.lastIndex { if case .forked = $0 { true } else { false } }.map { events[$0...] } ?? events[...]
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
    package static func check(_ config: RunConfig, _ folder: RunFolder) throws {
        if let problem = config.problem {
            throw Failure.data("\(folder.database.path): the run's configuration cannot be trained: \(problem)")
        }
        let (needed, present) = (LeastMemory.bytes(config), ProcessInfo.processInfo.physicalMemory)
        guard needed <= present else {
            throw Failure.data("\(folder.database.path): the run needs more memory than this machine has")
        }
    }
}
