internal import Foundation
internal import Recording
internal import RunEvents
internal import Training

/// Puts sessions together: a trainer, its recording, and the checkpoints that go from one to the other.
enum SessionAssembly {
    /// A run that begins. Where it cannot be recorded it is trained all the same.
    static func new(
        _ config: RunConfig, schedule: [TrainerOptions.ScheduledCommand], _ settings: TrainingSettings,
        recordingFailed: @escaping @Sendable (RecordingError) -> Void
    ) throws -> RunSession {
        var recorder: RunRecorder?
        if let runsFolder = settings.runsFolder {
            let run = NewRun(
                config: config, version: Groktop.version,
                schedule: schedule.map { NewRun.ScheduledCommand(step: $0.step, command: $0.command) })
            do {
                recorder = try RunRecorder.create(run, in: runsFolder, settings: settings.recorder(recordingFailed))
            } catch {
                recordingFailed(error)
            }
        }
        let options = options(schedule: schedule, start: nil, config, settings, recorder)
        return RunSession(trainer: try RunAssembly.trainer(config, options), recorder: recorder)
    }

    /// A recorded run that goes on.
    ///
    /// - Throws: `RecordingError` where another process records it or it cannot be written; `CheckpointMismatch`.
    static func continuing(
        _ folder: RunFolder, _ settings: TrainingSettings,
        recordingFailed: @escaping @Sendable (RecordingError) -> Void
    ) throws -> RunSession {
        let recorder = try RunRecorder.continuing(folder, settings: settings.recorder(recordingFailed))
        do {
            let continuation = try Continuation(RunReader(folder), from: .checkpoint)
            let options = options(
                schedule: continuation.schedule, start: continuation.start, continuation.config, settings, recorder)
            return RunSession(trainer: try RunAssembly.trainer(continuation.config, options), recorder: recorder)
        } catch {
            recorder.close()
            throw error
        }
    }

    private static func options(
        schedule: [TrainerOptions.ScheduledCommand], start: TrainingStart?, _ config: RunConfig,
        _ settings: TrainingSettings, _ recorder: RunRecorder?
    ) -> TrainerOptions {
        TrainerOptions(
            threads: settings.threads, pace: settings.pace, schedule: schedule, start: start,
            checkpoints: recorder.map { recorder in
                CheckpointPlan(interval: settings.checkpointInterval(config), isReady: { recorder.canKeepNow }) {
                    recorder.keep($0)
                }
            }, version: Groktop.version)
    }
}

extension TrainingSettings {
    func recorder(_ failed: @escaping @Sendable (RecordingError) -> Void) -> RecorderSettings {
        var settings = RecorderSettings()
        settings.budget = budget
        settings.onFailure = failed
        return settings
    }
}
