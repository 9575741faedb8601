internal import ArgumentParser
internal import Dispatch
internal import Foundation
internal import RunEvents
internal import SpectralEdge
internal import Training

/// The same run without a screen: events on standard output, progress on standard error.
struct Train: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Train without a screen: events on standard output, progress on standard error.",
        discussion: """
            Events are one JSON object a line; the first key is its type. Commands that a person would give by key are given \
            with --at, as often as needed:

              groktop train --steps 3000 --at 1000:weight-decay=0 --at 1500:ablate

            \(PresetTable.text)
            """)

    @OptionGroup var run: RunOptions

    @Option(
        parsing: .unconditional, help: "Most steps a second, or unlimited (default: unlimited).", transform: OptionValue.pace)
    var pace: Pace = .unlimited

    @Option(help: "How events are printed: ndjson or text.", transform: OptionValue.choice(EventFormat.self))
    var format: EventFormat = .ndjson

    @OptionGroup var recording: RecordingOptions

    @Option(
        name: .customLong("at"),
        help: ArgumentHelp(
            "A command for when so many steps are done: weight-decay=X (or off, on), fresh-optimizer, pace=X, stop, or a probe: "
                + "\(ProbeKind.allCases.map(\.command).joined(separator: ", ")).",
            valueName: "step:command"),
        transform: OptionValue.scheduled)
    var scheduled: [ScheduledCommand] = []

    func validate() throws {
        let config = run.config()
        for entry in scheduled {
            let text = "\(entry.step):\(entry.command.rawValue)"
            if entry.step > config.steps {
                throw ValidationError(
                    "The value '\(text)' is invalid for '--at <step:command>': accepted are steps from 0 to \(config.steps), "
                        + "the run's last")
            }
            let first = SpectrumTracker.firstDirections(config.spectrum)
            if case .probe(let kind) = entry.command, kind.needsDirections, entry.step < first {
                throw ValidationError(
                    "The value '\(text)' is invalid for '--at <step:command>': accepted are steps from \(first) on, as the "
                        + "window has no directions before")
            }
        }
    }

    func run() async throws {
        let session = try SessionAssembly.new(
            run.config(), schedule: scheduled, recording.settings(threads: run.threadCount, pace: pace), .lines)
        try await EventLines.print(session, format: format)
    }
}
