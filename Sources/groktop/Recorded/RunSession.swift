internal import Recording
internal import RunEvents
internal import Training

/// A run under way: its trainer, and its recording where it has one.
final class RunSession: Sendable {
    let trainer: Trainer
    private let recorder: RunRecorder?
    /// The last step that is derived again; nil of a new run.
    let untilStep: Int?

    init(trainer: Trainer, recorder: RunRecorder?, untilStep: Int? = nil) {
        self.trainer = trainer
        self.recorder = recorder
        self.untilStep = untilStep
    }

    /// Optimizer steps of the whole run.
    var steps: Int { trainer.steps }

    /// nil where nothing is recorded.
    var folder: RunFolder? { recorder?.folder }

    /// Returns when everything that was told so far is in the recording.
    func flush() { recorder?.flush() }

    /// For a run that is not trained after all.
    func close() { recorder?.close() }

    /// Trains to the end, and closes the recording. To be called once.
    ///
    /// - Parameter sink: is told every event in order, once the recorder has it.
    /// - Throws: what `sink` throws, once the run has been stopped by it: what was trained until then is recorded.
    func run<Failure: Error>(_ sink: (RunEvent) throws(Failure) -> Void) async throws(Failure) -> TrainingEnd {
        let trainer = trainer
        async let end = trainer.run()
        var failure: Failure?
        for await event in trainer.events {
            recorder?.record(event)
            guard failure == nil else { continue }
            do {
                try sink(event)
            } catch {
                failure = error
                trainer.commands.send(.stop)
            }
        }
        let result = await end
        recorder?.close()
        if let failure { throw failure }
        return result
    }
}
