internal import Console
internal import Foundation
package import Recording
package import RunEvents
internal import SpectralEdge
internal import Tasks
internal import Training

/// A recorded run that is ready to be trained again: from its beginning, or from where it stopped.
package struct Continuation: Sendable {
    /// The recorded configuration. It has been checked, so it can be trained.
    let config: RunConfig
    private(set) var start: TrainingStart
    /// Commands that were scheduled for steps that the recording has not reached.
    let schedule: [ScheduledCommand]
    /// Probes and interventions that were requested and have no recorded answer.
    let openRequests: OpenRequests

    /// Why each checkpoint that was tried could not be used.
    private var refused: [RecordingError] = []
    private let record: ReproducedRecord
    private let checkpoints: CheckpointStore
    /// The step of the first recorded mark `grokked`; nil where there is none.
    private let grokkedAt: Int?
    /// The checkpoints that have not been tried yet, by ascending step.
    private var candidates: [CheckpointStore.Entry] = []

    /// Where training starts.
    enum From {
        /// The newest checkpoint that has windows and whose events are all recorded. If it is damaged, an older one or
        /// the beginning takes its place; each leads to the same bits.
        case checkpoint
        case beginning
    }

    /// - Parameters:
    ///   - step: the last step that is derived again; nil for the last recorded one.
    ///   - asksAgain: whether probes without an answer are made on the way. Training then starts before the first of
    ///     them.
    /// - Throws: `RecordingError`, or `Failure` where the run's configuration cannot be trained.
    init(_ reader: RunReader, from: From, until step: Int? = nil, asksAgain: Bool = false) throws {
        config = try reader.config
        try Self.check(config, reader.folder)
        let events = try reader.events()
        let untilStep = step ?? events.map { $0.event.step }.max() ?? 0
        record = ReproducedRecord(
            config: config, events: events.map(\.event).filter { $0.isReproduced && $0.step <= untilStep })
        checkpoints = reader.checkpoints
        grokkedAt = events.lazy.compactMap { $0.event.grokkedStep }.first
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

    /// Makes the trainer. A checkpoint that turns out to belong to another run is skipped.
    ///
    /// - Parameter options: makes the trainer's options once the start is known.
    /// - Throws: `CheckpointMismatch` where the trainer refuses a start without a checkpoint.
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

    /// Why the newest checkpoint is not used although training would start from it, and where training starts instead.
    /// It is nil where no checkpoint was skipped.
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
                start.grokkedAt = grokkedAt.flatMap { $0 <= entry.step ? $0 : nil }
                return
            } catch {
                refused.append(error)
            }
        }
        start.checkpoint = nil
        start.recorded = record.events
        start.grokkedAt = nil
    }

    /// The scheduled commands that have not been applied. Some of those for the last recorded step may have been
    /// applied, by this run itself and not by its parent. They are recognized by their kind, because the recording
    /// holds a value where the schedule says "on" or "off".
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

    /// Checks that the engine can train a configuration that comes from a file.
    ///
    /// - Throws: `Failure` where it cannot, or where this machine has too little memory.
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

extension RunEvent {
    /// The step of a mark `grokked`; nil for any other event.
    fileprivate var grokkedStep: Int? {
        guard case .marker(let record) = self, record.kind == .grokked else { return nil }
        return record.step
    }
}
