internal import ArgumentParser
internal import Console
internal import Foundation
internal import Recording
internal import Reports
internal import RunEvents
internal import Runs

/// `groktop resume`: continues a recorded run.
struct Resume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Go on with a run that was interrupted or stopped.",
        discussion: """
            From its newest checkpoint: what was recorded since is derived again and held against the recording, then \
            training goes on. The result has the same bits as that of a run that was never interrupted. Probes and \
            interventions that were asked for and not answered are made.
            """)

    @OptionGroup var run: RunArgument
    @OptionGroup var training: TrainingOptions

    func run() async throws {
        let folder = try run.folder()
        let reader = try RunReader(folder)
        try reader.checkWriting()
        let summary = try reader.summary()
        if summary.state == .finished {
            let threads = training.settings(run.runs.folder).threads
            if try await OpenInterventions.answer(folder, training.format ?? .text, threads: threads) > 0 { return }
            throw Failure.usage("\(folder.name) is finished; fork it to go another way from one of its steps")
        }
        try await RecordedTraining.run(folder, training, run.runs.folder)
    }
}
