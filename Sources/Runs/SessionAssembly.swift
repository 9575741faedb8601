internal import Alerts
internal import Foundation
package import Recording
package import RunEvents
internal import Synchronization
internal import Training

/// Makes sessions. A session joins a trainer with its recording, and hands the trainer's checkpoints to the recording.
package enum SessionAssembly {
    /// A session for a new run. If the run cannot be recorded, it is trained without a recording.
    ///
    /// - Throws: `RecordingError` where a run whose folder's name is given cannot be recorded; `CheckpointMismatch`.
    package static func new(
        _ config: RunConfig, schedule: [ScheduledCommand], _ settings: TrainingSettings,
        _ observer: SessionObserver
    ) throws -> RunSession {
        var recorder: RunRecorder?
        var creationFailure: RecordingError?
        if let runsFolder = settings.runsFolder {
            var run = NewRun(config: config, version: ProgramVersion.current, schedule: schedule)
            run.folderName = settings.folderName
            do {
                recorder = try RunRecorder.create(run, in: runsFolder, settings: settings.recorder(observer))
            } catch {
                if settings.folderName != nil { throw error }
                observer.recording(.ended(error))
                creationFailure = error
            }
        }
        let pauses = AlertWatch(settings.pausingAlerts)
        let options = options(
            schedule: schedule, start: nil, pauses: pauses, config, settings, recorder, observer)
        return RunSession(
            trainer: try RunAssembly.trainer(config, options), recorder: recorder, creationFailure: creationFailure,
            takesCommands: settings.takesCommands, alerts: AlertWatch(settings.alerts))
    }

    /// A session that continues a recorded run.
    ///
    /// - Throws: `RecordingError` where another process records the run or its folder cannot be written;
    ///   `CheckpointMismatch`; `Failure` where the configuration cannot be trained.
    package static func continuing(
        _ folder: RunFolder, _ settings: TrainingSettings, _ observer: SessionObserver
    ) throws -> RunSession {
        let recorder = try RunRecorder.continuing(folder, settings: settings.recorder(observer))
        do {
            let reader = try RunReader(folder)
            var continuation = try Continuation(reader, from: .checkpoint, asksAgain: true)
            let alerts = try AlertWatch(settings.alerts, after: reader)
            let pauses = try AlertWatch(settings.pausingAlerts, after: reader)
            recorder.expectAnswers(to: continuation.openRequests)
            let trainer = try continuation.trainer {
                options(
                    schedule: $0.schedule, start: $0.start, pauses: pauses, $0.config, settings, recorder, observer)
            }
            continuation.notice.map(observer.noticed)
            return RunSession(
                trainer: trainer, recorder: recorder, untilStep: continuation.start.untilStep,
                openInterventions: continuation.openRequests.interventions, takesCommands: settings.takesCommands,
                alerts: alerts)
        } catch {
            recorder.close()
            throw error
        }
    }

    private static func options(
        schedule: [ScheduledCommand], start: TrainingStart?, pauses: AlertWatch, _ config: RunConfig,
        _ settings: TrainingSettings, _ recorder: RunRecorder?, _ observer: SessionObserver
    ) -> TrainerOptions {
        let kept = Mutex(Set(recorder.map { CheckpointStore($0.folder).list().entries.map(\.step) } ?? []))
        return TrainerOptions(
            threads: settings.threads, pace: settings.pace, schedule: schedule, pauses: pauses, start: start,
            checkpoints: recorder.map { recorder in
                CheckpointPlan(interval: settings.checkpointInterval(config), isReady: { recorder.canKeepNow }) {
                    let step = $0.state.step
                    recorder.keep($0)
                    observer.checkpointKept(
                        Array(
                            kept.withLock {
                                $0.insert(step); return $0
                            }))
                }
            }, version: ProgramVersion.current)
    }
}

extension TrainingSettings {
    /// The alerts that pause the run. Where others may not steer the run, a screen must.
    var pausingAlerts: [Alert] { alerts.filter { $0.actions.contains(.pause) } }

    /// The settings of the run's recorder.
    func recorder(_ observer: SessionObserver) -> RecorderSettings {
        var settings = RecorderSettings()
        settings.budget = budget
        settings.report = observer.recording
        return settings
    }
}
