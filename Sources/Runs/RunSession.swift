package import Alerts
package import Console
package import Recording
package import RunEvents
package import Training

/// A training in this process: a trainer, and the recording of its run if there is one.
package final class RunSession: Sendable {
    /// Trains the run, and takes commands.
    package let trainer: Trainer
    private let recorder: RunRecorder?
    /// Why nothing is recorded although a recording was wanted; nil otherwise.
    private let creationFailure: RecordingError?
    private let takesCommands: Bool
    /// The rules that are looked for in its events, with what is known of the run's past.
    package let alerts: AlertWatch
    /// The last step that is derived again; nil for a new run.
    package let untilStep: Int?
    /// The steps of interventions that were asked for before the run was interrupted, and not answered.
    package let openInterventions: [Int]

    /// - Parameters:
    ///   - trainer: trains the run.
    ///   - recorder: receives every event; nil where nothing is recorded.
    ///   - untilStep: the last step that is derived again; nil for a new run.
    ///   - openInterventions: the steps of interventions that were asked for and not answered.
    ///   - creationFailure: why nothing is recorded although a recording was wanted; nil otherwise.
    ///   - alerts: the rules that are looked for in its events, with what is known of the run's past.
    ///   - takesCommands: whether other processes may steer the run, by files in its folder.
    init(
        trainer: Trainer, recorder: RunRecorder?, untilStep: Int? = nil, openInterventions: [Int] = [],
        creationFailure: RecordingError? = nil, takesCommands: Bool = true, alerts: AlertWatch = AlertWatch([])
    ) {
        self.alerts = alerts
        self.takesCommands = takesCommands
        self.creationFailure = creationFailure
        self.openInterventions = openInterventions
        self.trainer = trainer
        self.recorder = recorder
        self.untilStep = untilStep
    }

    /// Optimizer steps of the whole run.
    package var steps: Int { trainer.steps }

    /// The run's folder; nil where nothing is recorded.
    package var folder: RunFolder? { recorder?.folder }

    /// Why the recording is not whole once the run is over; nil where it is whole, or none was wanted.
    package var gap: Failure? {
        if let creationFailure { return .inputOutput("\(creationFailure); nothing of the run was recorded") }
        return recorder?.gap.map { .inputOutput("\($0)") }
    }

    /// Adds an event to the recording that was made beside the trainer, such as the answer of an intervention.
    ///
    /// - Throws: `RecordingError` where the run has ended meanwhile and its recording cannot be opened again.
    package func add(_ event: RunEvent) throws {
        guard let recorder else { return }
        if recorder.isClosed {
            try LateEvent.add(event, to: recorder.folder)
        } else {
            recorder.record(event)
        }
    }

    /// Returns when every event so far is in the recording.
    package func flush() { recorder?.flush() }

    /// Closes the recording of a run that is not trained after all.
    package func close() { recorder?.close() }

    /// Trains to the end and closes the recording. Call it once.
    ///
    /// - Parameter sink: receives every event in order, once the recorder has it.
    /// - Throws: the error that `sink` throws. The run is stopped first, and recorded up to there.
    package func run<Problem: Error>(_ sink: (RunEvent) throws(Problem) -> Void) async throws(Problem) -> TrainingEnd {
        let trainer = trainer
        if !takesCommands { recorder.map { CommandFolder($0.folder).remove() } }
        let listener = (takesCommands ? recorder : nil).map {
            CommandListener($0.commands, trainer: trainer, recorder: $0)
        }
        async let end = trainer.run()
        listener?.start()
        var failure: Problem?
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
        listener?.end()
        recorder?.close()
        if let failure { throw failure }
        return result
    }
}
