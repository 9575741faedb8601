internal import Alerts
internal import ArgumentParser
internal import Console
internal import Dispatch
internal import Foundation
internal import Recording
internal import Reports
internal import RunEvents
internal import Runs
internal import SpectralEdge
internal import Tasks
internal import Training

/// `groktop train`: trains a run without a screen, with events on standard output and progress on standard error.
struct Train: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Train without a screen: events on standard output, progress on standard error.",
        discussion: """
            Events are one JSON object a line; the first key is its type. Commands that a person would give by key are \
            given with --at, as often as needed:

              groktop train --steps 3000 --at 1000:weight-decay=0 --at 1500:ablate

            \(PresetTable.text)
            """)

    @OptionGroup var run: RunOptions

    @Option(
        parsing: .unconditional, help: "Most steps a second, or unlimited (default: unlimited).",
        transform: OptionValue.pace)
    var pace: PaceLimit = .unlimited

    @Option(help: "How events are printed: ndjson or text.", transform: OptionValue.choice(EventFormat.self))
    var format: EventFormat = .ndjson

    @OptionGroup var recording: RecordingOptions
    @OptionGroup var alerts: AlertOptions
    @OptionGroup var parent: ParentOption

    @Option(
        name: .customLong("at"),
        help: ArgumentHelp(
            "A command for when so many steps are done: weight-decay=X (or off, on), fresh-optimizer, pace=X, stop, or "
                + "a probe: "
                + "\(MeasurementKind.all.map(\.command).joined(separator: ", ")) (the forks of the last are trained "
                + "when the run is over).",
            valueName: "step:command"),
        transform: OptionValue.scheduled)
    var commands: [ScheduledCommand] = []

    /// The steps of the interventions among the commands.
    private var interventions: [Int] {
        commands.compactMap { if case .intervene = $0.command { $0.step } else { nil } }
    }

    func validate() throws {
        let config = run.config()
        for entry in commands {
            let text = "\(entry.step):\(entry.command.rawValue)"
            if entry.step > config.steps {
                throw ValidationError("--at is \(text); the step must be from 0 to \(config.steps), the run's last")
            }
            if case .probe(let kind) = entry.command, let reason = config.reasonToRefuse(kind) {
                throw ValidationError("The value '\(text)' is invalid for '--at <step:command>': \(reason)")
            }
            let first = SpectrumTracker.firstDirections(config.spectrum)
            if case .probe(let kind) = entry.command, kind.needsDirections, entry.step < first {
                throw ValidationError(
                    "--at is \(text); the step must be \(first) or later, because the window has no directions before")
            }
        }
        if let alert = alerts.given.first(where: { $0.actions.contains(.pause) }),
            recording.noRecord || recording.noCommands
        {
            throw ValidationError(
                "--alert '\(alert.rule.text)' pauses, and nobody could resume the run: --no-record and --no-commands "
                    + "do not go with it")
        }
        if !interventions.isEmpty { try validateInterventions(config) }
    }

    private func validateInterventions(_ config: RunConfig) throws {
        let command = MeasurementKind.intervention.command
        // A fork cannot leave where its parent ends.
        let end = min(config.steps, commands.filter { $0.command == .stop }.map(\.step).min() ?? config.steps)
        if let step = interventions.first(where: { $0 >= end }) {
            throw ValidationError("--at is \(step):\(command); the step must be below \(end), where the run ends")
        }
        if recording.noRecord {
            throw ValidationError("--at \(interventions[0]):\(command) needs a recorded run; --no-record makes none")
        }
    }

    func run() async throws {
        try StandardOutput.check()
        UserConfiguration.sayRemarks()
        var settings = recording.settings(threads: run.threadCount, pace: pace)
        settings.alerts = alerts.all
        settings.dropEndlessPauses()
        let session = try SessionAssembly.new(run.config(), schedule: commands, settings, .lines)
        try await EventLines.print(session, format: format, isNew: true, endsWithInput: parent.endsWithInput)
        if let folder = session.folder {
            try await OpenInterventions.answer(folder, format, threads: run.threadCount)
        }
    }
}
