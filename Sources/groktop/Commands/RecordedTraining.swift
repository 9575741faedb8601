internal import Console
internal import Foundation
internal import LiveScreen
internal import NcursesTerminal
internal import Recording
internal import Reports
internal import RunEvents
internal import Runs

/// Trains a recorded run on: on the screen, or printing its events.
enum RecordedTraining {
    static func run(_ folder: RunFolder, _ options: TrainingOptions, _ runsFolder: URL) async throws {
        let settings = options.settings(runsFolder)
        guard let format = options.format else {
            try ThemeFiles.check(options.screen.theme)
            let host = RunHost(settings: settings)
            // What cannot go on is refused before the screen is touched.
            try await host.open(folder)
            return try await ScreenRun.run(host, options.screen.settings, isNew: false) { nil }
        }
        let session = try SessionAssembly.continuing(folder, settings, .lines)
        try await EventLines.print(session, format: format)
        try await OpenInterventions.answer(folder, format, threads: settings.threads)
    }

    /// The same of a run that is made for it, once all that could be refused has been looked at.
    ///
    /// - Parameter make: makes the run, and says in one line what it is.
    static func run(
        _ options: TrainingOptions, _ runsFolder: URL,
        making make: @escaping @Sendable () throws -> (folder: RunFolder, line: String)
    ) async throws {
        let settings = options.settings(runsFolder)
        guard let format = options.format else {
            let host = RunHost(settings: settings)
            return try await ScreenRun.run(host, options.screen.settings, isNew: true) {
                let (folder, line) = try make()
                try await host.open(folder)
                return line
            }
        }
        try StandardOutput.check()
        let (folder, line) = try make()
        StandardError.line("groktop: \(line)")
        let session = try SessionAssembly.continuing(folder, settings, .lines)
        try await EventLines.print(session, format: format, isNew: true)
        try await OpenInterventions.answer(folder, format, threads: settings.threads)
    }
}
