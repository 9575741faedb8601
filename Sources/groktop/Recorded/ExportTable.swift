internal import RunEvents
internal import SpectralEdge

/// The tables that a recording is exported as, one row an event or a measurement.
enum ExportTable: String, CaseIterable, Sendable {
    case evaluations, spectra
    case gapFlow = "gap-flow"
    case responses, windows, probes, events

    func header(_ config: RunConfig) -> [String] {
        switch self {
        case .evaluations:
            [
                "step", "elapsed_seconds", "train_loss", "train_accuracy", "test_loss", "test_accuracy",
                "train_sequence_accuracy", "test_sequence_accuracy", "train_sequences", "test_sequences", "parameter_norm",
                "steps_per_second",
            ]
        case .spectra:
            ["step", "elapsed_seconds", "interval", "window"] + Self.numbered("sigma", config.spectrum.window)
                + ["gradient_fraction", "alignment", "rotation_degrees"].flatMap { Self.numbered($0, SpectrumTracker.followedDirections) }
                + ["k_star_ratio", "k_star_weighted", "gap_ratio", "g23", "drive_class"]
        case .gapFlow: MeasurementRows.gapFlowHeader
        case .responses: MeasurementRows.responseHeader
        case .windows: MeasurementRows.windowHeader
        case .probes:
            [
                "step", "probe", "subject", "epsilon", "loss", "accuracy", "accuracy_change", "standard_deviation",
                "kl_divergence", "removed_norm", "tokens",
            ]
        case .events: ["step", "reached_step", "elapsed_seconds", "type", "what", "value"]
        }
    }

    /// No row for an event that belongs to another table; several for a probe.
    func rows(_ recorded: RecordedEvent, _ config: RunConfig) -> [[String]] {
        let elapsed = "\(recorded.elapsedSeconds)"
        switch (self, recorded.event) {
        case (.evaluations, .evaluation(let record)):
            return [
                ["\(record.step)", elapsed] + [
                    record.trainLoss, record.trainAccuracy, record.testLoss, record.testAccuracy,
                    record.trainSequenceAccuracy, record.testSequenceAccuracy,
                ].map(Self.text) + ["\(record.trainSequences)", "\(record.testSequences)"]
                    + [record.parameterNorm, record.stepsPerSecond].map(Self.text)
            ]
        case (.spectra, .spectrum(let record)):
            let lists = [record.gradientFraction, record.alignment, record.rotationDegrees]
            return [
                ["\(record.step)", elapsed, "\(record.interval)", "\(record.window)"]
                    + Self.padded(record.sigma, to: config.spectrum.window)
                    + lists.flatMap { Self.padded($0, to: SpectrumTracker.followedDirections) }
                    + ["\(record.kStarRatio)", "\(record.kStarWeighted)"] + [record.gapRatio, record.g23].map(Self.text)
                    + [record.driveClass.rawValue]
            ]
        case (.gapFlow, .gapFlow(let record)): return [MeasurementRows.row(record, elapsed)]
        case (.responses, .response(let record)): return [MeasurementRows.row(record, elapsed)]
        case (.windows, .window(let record)): return [MeasurementRows.row(record, elapsed)]
        case (.probes, .probe(.ablation(let record))): return ProbeRows.rows(record)
        case (.probes, .probe(.perturbation(let record))): return ProbeRows.rows(record)
        case (.events, let event):
            guard let (what, value) = Self.detail(event) else { return [] }
            return [["\(event.step)", "\(recorded.reachedStep)", elapsed, event.typeName, what, value]]
        default: return []
        }
    }

    static func numbered(_ name: String, _ count: Int) -> [String] { (1...count).map { "\(name)_\($0)" } }

    static func padded(_ values: [Double], to count: Int) -> [String] {
        (0..<count).map { $0 < values.count ? "\(values[$0])" : "" }
    }

    static func text(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }

    private static func detail(_ event: RunEvent) -> (String, String)? {
        switch event {
        case .started(let record): (record.engine.version, record.engine.blasCore)
        case .resumed(let record): ("checkpoint \(record.checkpointStep)", record.engine.blasCore)
        case .forked(let record): (record.parent.name, record.parent.identifier)
        case .command(let record): (record.command.rawValue, "\(record.weightDecay)")
        case .refused(let record): (record.command.rawValue, record.reason)
        case .marker(let record): (record.kind.rawValue, "\(record.accuracy)")
        case .probe(let probe): (probe.kind.rawValue, "")
        case .intervention(let record): ("intervention", "\(record.steps)")
        case .finished(let record): (record.reason.rawValue, record.parameterDigest)
        case .evaluation, .spectrum, .gapFlow, .response, .window, .progress: nil
        }
    }
}
