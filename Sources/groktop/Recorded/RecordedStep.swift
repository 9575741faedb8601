internal import Recording
internal import RunEvents
internal import SpectralEdge
internal import Training
internal import Transformer

/// A step of a recorded run: the whole state, and what a probe needs of it.
struct RecordedStep {
    let checkpoint: Checkpoint
    let snapshot: EdgeSnapshot

    /// The step's checkpoint where there is a sound one; otherwise the step is derived again, with progress on standard error.
    /// That its checkpoint is damaged is said there too.
    ///
    /// - Parameters:
    ///   - step: nil for the newest checkpoint's.
    ///   - checkEvent: is told of every event on the way; what it throws ends it.
    /// - Throws: `Failure` where there is no such step, what reading throws, and `checkEvent`.
    static func find(
        _ step: Int?, of reader: RunReader, checkEvent: (RunEvent) throws -> Void = { _ in }
    ) async throws -> RecordedStep {
        guard let step else { return try newest(of: reader) }
        let last = try reader.summary().progress.step
        guard step <= last else {
            throw Failure.usage("--step \(step): accepted is a step from 0 to \(last), the last that \(reader.folder.name) has come to")
        }
        do {
            return try kept(step, of: reader)
        } catch let error as RecordingError where error.kind == .noInput {
            // There never was one, or it had to make room.
        } catch let error as RecordingError {
            StandardError.line("groktop: \(error); deriving step \(step) again instead")
        }
        var progress = ProgressLine(steps: step, purpose: "deriving again")
        defer { progress.clear() }
        let checkpoint = try await Rederiving.checkpoint(reader, at: step) { event in
            try checkEvent(event)
            progress.show(event)
        }
        return try RecordedStep(checkpoint, of: reader)
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
    /// - Throws: `RecordingError` where there is none, or it is not one of this run; `Failure` where the run cannot be trained.
    static func kept(_ step: Int, of reader: RunReader) throws -> RecordedStep {
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
