internal import Foundation
internal import NcursesTerminal
internal import Recording
internal import RunEvents

/// Trains a recorded run on: on the screen, or printing its events.
enum RecordedTraining {
    static func run(_ folder: RunFolder, _ options: TrainingOptions, _ runsFolder: URL) async throws {
        let settings = options.settings(runsFolder)
        guard let format = options.format else {
            let host = RunHost(settings: settings)
            try await host.open(folder)
            return try await ScreenRun.run(host, options.screen)
        }
        let session = try SessionAssembly.continuing(folder, settings, .lines)
        try await EventLines.print(session, format: format)
        try await OpenInterventions.answer(folder, format, threads: settings.threads)
    }
}
