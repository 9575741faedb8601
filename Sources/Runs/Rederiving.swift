internal import Console
internal import Foundation
package import Recording
package import RunEvents
internal import Synchronization
internal import Training

/// Derives a step of a recorded run again that has no checkpoint. It trains from the nearest checkpoint before the
/// step, and compares every reproduced event with the recording.
package enum Rederiving {
    /// Derives the whole state at a step.
    ///
    /// - Parameter progress: receives events with the step that training has reached. An error that it throws ends the
    ///   training.
    /// - Throws: `Failure` where the derived events differ from the recorded ones; errors of reading; errors of
    ///   `progress`.
    package static func checkpoint(
        _ reader: RunReader, at step: Int, progress: (RunEvent) throws -> Void
    ) async throws -> Checkpoint {
        let kept = Mutex<Checkpoint?>(nil)
        let plan = CheckpointPlan(interval: .max, isReady: { false }) { checkpoint in
            kept.withLock { $0 = $0 ?? checkpoint }
        }
        _ = try await run(reader, until: step, schedule: [.init(step: step, command: .stop)], plan) { event, _ in
            try progress(event)
        }
        guard let checkpoint = kept.withLock({ $0 }), checkpoint.state.step == step else {
            throw Failure.run("\(reader.folder.name): step \(step) cannot be derived again")
        }
        return checkpoint
    }

    /// Derives many steps of a run in one go, from its beginning.
    ///
    /// - Parameters:
    ///   - reader: a run whose course no command has changed.
    ///   - interval: optimizer steps between two of them; step 0 is not among them.
    ///   - end: the last of them.
    ///   - progress: receives events with the step that training has reached. An error that it throws ends the
    ///     training.
    ///   - take: receives each step's state, on another thread.
    /// - Throws: `Failure` where the derived events differ from the recorded ones; errors of reading; errors of
    ///   `progress`.
    package static func trail(
        _ reader: RunReader, every interval: Int, through end: Int, progress: (RunEvent) throws -> Void,
        take: @escaping @Sendable (Checkpoint) -> Void
    ) async throws {
        let config = try reader.config
        try Continuation.check(config, reader.folder)
        var recorded = try reader.events().map(\.event).filter { $0.isReproduced && $0.step < end }[...]
        let trainer = try RunAssembly.trainer(
            config,
            TrainerOptions(
                threads: ProcessInfo.processInfo.activeProcessorCount, pace: nil,
                schedule: [ScheduledCommand(step: end, command: .stop)],
                checkpoints: CheckpointPlan(interval: interval, isReady: { true }, keep: take),
                version: ProgramVersion.current))
        _ = try await RunSession(trainer: trainer, recorder: nil).run { event in
            try progress(event)
            guard event.isReproduced, event.step < end else { return }
            guard let expected = recorded.popFirst(), event.isReproduction(of: expected) else {
                throw Failure.run("\(reader.folder.name) cannot be derived again here: step \(event.step) differs")
            }
        }
        guard recorded.isEmpty else { throw Failure.run("\(reader.folder.name) cannot be derived again here") }
    }

    /// Derives a step and measures it.
    ///
    /// - Parameter progress: receives events with the step that training has reached, and goes on receiving them
    ///   several times a second while the probe is measured. An error that it throws ends both.
    /// - Throws: `Failure` where the probe is refused, or the derived events differ from the recorded ones; errors of
    ///   reading; errors of `progress`.
    package static func probe(
        _ command: RunCommand, _ reader: RunReader, at step: Int, progress: (RunEvent) throws -> Void
    ) async throws -> ProbeRecord {
        var answer: ProbeRecord?
        var refusal: String?
        let schedule = [RunCommand.pause, command].map { ScheduledCommand(step: step, command: $0) }
        try await run(reader, until: step, schedule: schedule, nil) { event, commands in
            try progress(event)
            switch event {
            case .probe(let record):
                answer = record
                commands.send(.stop)
            case .refused(let record):
                refusal = record.reason
                commands.send(.stop)
            default: break
            }
        }
        guard let answer else { throw Failure.run(refusal ?? "the probe of step \(step) was not answered") }
        return answer
    }

    private static func run(
        _ reader: RunReader, until step: Int, schedule: [ScheduledCommand], _ plan: CheckpointPlan?,
        _ body: (RunEvent, CommandQueue) throws -> Void
    ) async throws {
        var continuation = try Continuation(reader, from: .checkpoint, until: step)
        let trainer = try continuation.trainer {
            TrainerOptions(
                threads: ProcessInfo.processInfo.activeProcessorCount, pace: nil, schedule: schedule, start: $0.start,
                checkpoints: plan, version: ProgramVersion.current)
        }
        let end = try await RunSession(trainer: trainer, recorder: nil).run { try body($0, trainer.commands) }
        if case .diverged(let divergence) = end {
            throw Failure.run("\(reader.folder.name) cannot be derived again here: \(DivergenceText.line(divergence))")
        }
    }
}
