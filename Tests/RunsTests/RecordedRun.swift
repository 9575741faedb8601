import Foundation
import Recording
import RunEvents
import Runs
import Tasks

/// A small run that was trained and recorded in this process, in a folder that goes with it.
final class RecordedRun {
    let runsFolder: URL
    let folder: RunFolder

    static let steps = 60

    static var config: RunConfig {
        var config = TaskPreset.config(for: .dyck)
        config.seed = 7
        config.steps = steps
        config.model.modelWidth = 16
        config.model.layers = 1
        config.model.heads = 2
        config.model.feedForwardWidth = 32
        config.data.trainSequences = 40
        config.data.testSequences = 60
        config.data.batchSequences = 16
        config.evaluation.testSequences = 60
        config.evaluation.interval = 20
        config.spectrum.measurements = nil
        return config
    }

    init() async throws {
        let name = "groktop-test-\(UUID().uuidString.prefix(12))"
        runsFolder = FileManager.default.temporaryDirectory.appendingPathComponent(name, isDirectory: true)
        let settings = TrainingSettings(threads: 1, pace: nil, runsFolder: runsFolder, budget: CheckpointBudget())
        let observer = SessionObserver(recording: { _ in }, noticed: { _ in })
        let session = try SessionAssembly.new(Self.config, schedule: [], settings, observer)
        guard let folder = session.folder else {
            throw RecordingError(.inputOutput, runsFolder.path, "nothing is recorded")
        }
        self.folder = folder
        _ = await session.run { _ in }
    }

    deinit { try? FileManager.default.removeItem(at: runsFolder) }

    /// The same run made again, and what came of it.
    func verified() async throws -> Verification.Outcome {
        let verification = try Verification(RunReader(folder), threads: 2)
        return verification.outcome(await verification.session.run { _ in })
    }
}
