internal import Foundation
internal import Recording
internal import RunEvents
internal import TerminalUI
internal import Training

/// The line on standard error that stays after the screen was left.
enum LeavingText {
    /// The line about a recorded run, made from its recording.
    ///
    /// - Returns: nil where the recording cannot be read any more.
    static func line(_ folder: RunFolder, in runsFolder: URL) -> String? {
        guard let summary = try? RunReader(folder).summary() else { return nil }
        let step = summary.finish?.step ?? summary.progress.step
        let done = "\(folder.name): \(text(max(step, summary.progress.step), of: summary.run.steps))"
        let run = folder.name + place(runsFolder)
        let state =
            switch summary.state {
            case .finished: ", finished"
            case .running: ", under way"
            case .failed: ", failed"
            case .stopped, .interrupted: ""
            }
        return "\(done)\(state); groktop \(command(summary)) \(run)"
    }

    /// What a screen says of a run that it has just stopped, and that may have been at its end already.
    static func stopped(_ folder: RunFolder) -> String {
        let command = (try? RunReader(folder).summary()).map(command) ?? "resume"
        return command == "resume"
            ? "stopped: groktop resume \(folder.name) goes on with it"
            : "finished: groktop \(command) \(folder.name) shows it again"
    }

    /// The command for a run as it is now.
    private static func command(_ summary: RunSummary) -> String {
        switch summary.state {
        case .finished, .failed: "replay"
        case .running: "watch --follow"
        // Only what groktop trains can be gone on with here.
        case .stopped, .interrupted: summary.run.watched != nil ? "replay" : "resume"
        }
    }

    /// The line about a run without a recording.
    ///
    /// - Returns: nil where nothing was trained.
    static func line(_ end: TrainingEnd?, steps: Int) -> String? {
        let step: Int? =
            switch end {
            case .finished(let record): record.step
            case .abandoned(let step): step
            case .diverged, nil: nil
            }
        return step.map { "\(text($0, of: steps)) trained; not recorded" }
    }

    private static func text(_ step: Int, of steps: Int?) -> String {
        NumberText.grouped(step) + (steps.map { " of \(NumberText.grouped($0))" } ?? "") + " steps"
    }

    /// The option `--runs` for a folder that is not the default one; empty for the default.
    private static func place(_ runsFolder: URL) -> String {
        let usual = RunsFolder.default(environment: ProcessInfo.processInfo.environment)
        guard runsFolder.standardizedFileURL.path != usual.standardizedFileURL.path else { return "" }
        let path = runsFolder.path
        let isPlain = path.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || "0123456789/._-+,:@%".unicodeScalars.contains($0)
        }
        return " --runs " + (isPlain ? path : "'\(path.replacing("'", with: "'\\''"))'")
    }
}
