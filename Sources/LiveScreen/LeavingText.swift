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
        let isWatched = summary.run.watched != nil
        return switch summary.state {
        case .finished: "\(done), finished; groktop replay \(run)"
        case .running: "\(done), under way; groktop watch --follow \(run)"
        case .failed: "\(done), failed; groktop replay \(run)"
        // Only what groktop trains can be gone on with here.
        case .stopped, .interrupted: "\(done); groktop \(isWatched ? "replay" : "resume") \(run)"
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
