internal import Console
package import Recording
package import RunEvents
package import SpectralEdge
internal import Training
internal import Transformer

/// A step of a recorded run: the whole state, and what a probe needs of it.
package struct RecordedStep {
    /// The whole state.
    package let checkpoint: Checkpoint
    /// What a probe measures: θ and the directions of its window.
    package let snapshot: EdgeSnapshot

    /// The step's checkpoint where there is a sound one; otherwise the step is derived again.
    ///
    /// - Parameters:
    ///   - step: nil for the newest checkpoint's.
    ///   - damaged: hears why the step's checkpoint is not used, before the step is derived again.
    ///   - progress: hears every event on the way; what it throws ends it.
    /// - Throws: `Failure` where there is no such step, what reading throws, and `progress`.
    package static func find(
        _ step: Int?, of reader: RunReader, damaged: (RecordingError) -> Void, progress: (RunEvent) throws -> Void
    ) async throws -> RecordedStep {
        guard let step else { return try newest(of: reader) }
        let last = try reader.summary().progress.step
        guard step <= last else {
            throw Failure.usage(
                "--step is \(step); it must be from 0 to \(last), the newest step of \(reader.folder.name)")
        }
        do {
            return try kept(step, of: reader)
        } catch let error as RecordingError where error.kind == .noInput {
            // There never was one, or it had to make room.
        } catch let error as RecordingError {
            damaged(error)
        }
        return try RecordedStep(try await Rederiving.checkpoint(reader, at: step, progress: progress), of: reader)
    }

    /// An older one does not take the newest's place when that is damaged: nobody would notice.
    private static func newest(of reader: RunReader) throws -> RecordedStep {
        try reader.checkpoints.checkReadable()
        guard let newest = reader.checkpoints.steps().last else {
            throw Failure.noInput("\(reader.folder.path): the run has no checkpoint; --step derives a step again")
        }
        return try kept(newest, of: reader)
    }

    /// From the checkpoint of that step.
    ///
    /// - Throws: `RecordingError` where there is none, or it is not one of this run; `Failure` where the run cannot be
    ///   trained.
    package static func kept(_ step: Int, of reader: RunReader) throws -> RecordedStep {
        try RecordedStep(try reader.checkpoints.readTensors(step), of: reader)
    }

    private init(_ checkpoint: Checkpoint, of reader: RunReader) throws {
        let config = reader.config
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
