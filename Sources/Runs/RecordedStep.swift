internal import Console
package import Recording
package import RunEvents
package import SpectralEdge
internal import Training
internal import Transformer

/// A step of a recorded run: its whole state, and the part of it that a probe needs.
package struct RecordedStep {
    /// The whole state, as a checkpoint without windows or with them.
    package let checkpoint: Checkpoint
    /// θ and the directions v₁…v₄ of the paper's window, which probes measure.
    package let snapshot: EdgeSnapshot

    /// Finds the step's checkpoint, or derives the step again where there is no sound checkpoint.
    ///
    /// - Parameters:
    ///   - step: the step; nil for that of the newest checkpoint.
    ///   - damaged: receives the reason why the step's checkpoint is not used, before the step is derived again.
    ///   - progress: receives every event on the way there. An error that it throws ends the search.
    /// - Throws: `Failure` where there is no such step; errors of reading; errors of `progress`.
    package static func find(
        _ step: Int?, of reader: RunReader, damaged: (RecordingError) -> Void, progress: (RunEvent) throws -> Void
    ) async throws -> RecordedStep {
        // What another program trains has no step that could be had here.
        _ = try reader.config
        guard let step else { return try newest(of: reader) }
        let last = try reader.summary().progress.step
        guard step <= last else {
            throw Failure.usage(
                "--step is \(step); it must be from 0 to \(last), the newest step of \(reader.folder.name)")
        }
        do {
            return try kept(step, of: reader)
        } catch let error as RecordingError where error.kind == .noInput {
            // The step never had a checkpoint, or it was removed to make room.
        } catch let error as RecordingError {
            damaged(error)
        }
        return try RecordedStep(try await Rederiving.checkpoint(reader, at: step, progress: progress), of: reader)
    }

    /// The newest checkpoint. If it is damaged, no older one takes its place, because nobody would notice the other
    /// step.
    private static func newest(of reader: RunReader) throws -> RecordedStep {
        try reader.checkpoints.checkReadable()
        guard let newest = reader.checkpoints.steps().last else {
            throw Failure.noInput("\(reader.folder.path): the run has no checkpoint; --step derives a step again")
        }
        return try kept(newest, of: reader)
    }

    /// Reads the checkpoint of a step.
    ///
    /// - Throws: `RecordingError` where there is none, or it is not one of this run; `Failure` where the run cannot be
    ///   trained.
    package static func kept(_ step: Int, of reader: RunReader) throws -> RecordedStep {
        try RecordedStep(try reader.checkpoints.readTensors(step), of: reader)
    }

    private init(_ checkpoint: Checkpoint, of reader: RunReader) throws {
        let config = try reader.config
        try Continuation.check(config, reader.folder)
        self.checkpoint = checkpoint
        do throws(CheckpointMismatch) {
            snapshot = try EdgeSnapshot(
                checkpoint, model: TransformerModel(for: config), tracked: config.spectrum.tracked)
        } catch {
            throw reader.checkpoints.mismatch(checkpoint.state.step, "\(error)")
        }
    }
}
