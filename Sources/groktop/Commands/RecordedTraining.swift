internal import Console
internal import Foundation
internal import LiveScreen
internal import NcursesTerminal
internal import Recording
internal import Reports
internal import RunEvents
internal import Runs

/// Continues the training of a recorded run, on the screen or with its events as lines.
enum RecordedTraining {
    static func run(_ folder: RunFolder, _ options: TrainingOptions, _ runsFolder: URL) async throws {
        let settings = options.settings(runsFolder)
        guard let format = options.format else {
            try ThemeFiles.check(options.screen.theme)
            let host = RunHost(settings: settings)
            // A run that cannot be continued is refused before the screen is touched.
            try await host.open(folder)
            return try await ScreenRun.run(host, options.screen.settings, isNew: false) { nil }
        }
        UserConfiguration.sayRemarks()
        let session = try SessionAssembly.continuing(folder, settings, .lines)
        try await EventLines.print(session, format: format, endsWithInput: options.parent.endsWithInput)
        try await OpenInterventions.answer(folder, format, threads: settings.threads)
    }

    /// Makes a run and trains it. The run is made after everything that could be refused was checked.
    ///
    /// - Parameter make: makes the run, and returns a line that says what it is.
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
        UserConfiguration.sayRemarks()
        let (folder, line) = try make()
        StandardError.line("groktop: \(line)")
        let session = try SessionAssembly.continuing(folder, settings, .lines)
        try await EventLines.print(session, format: format, isNew: true)
        try await OpenInterventions.answer(folder, format, threads: settings.threads)
    }
}
