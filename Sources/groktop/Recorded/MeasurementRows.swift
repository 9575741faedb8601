internal import RunEvents
internal import SpectralEdge

/// What is measured at every interval beside the spectra, as rows of the tables `gap-flow`, `responses` and `windows`.
enum MeasurementRows {
    static let gapFlowHeader =
        [
            "step", "elapsed_seconds", "interval", "window", "learning_rate", "weight_decay", "sequences", "tokens", "k_star",
            "previous_k_star", "gap",
        ]
        + ["curvature", "driving", "slope", "stability"].flatMap(followed)
        + ["curvature_term", "damping_term", "driving_term", "predicted_change", "measured_change", "driving_share", "predicted_class"]

    static func row(_ record: GapFlowRecord, _ elapsed: String) -> [String] {
        let terms = record.terms
        let lists = [record.curvatures, record.driving, record.slopes, record.stability]
        return [
            "\(record.step)", elapsed, "\(record.interval)", "\(record.window)", "\(record.learningRate)", "\(record.weightDecay)",
            "\(record.sequences)", "\(record.tokens)", "\(record.kStar)", record.previousKStar.map { "\($0)" } ?? "", "\(record.gap)",
        ] + lists.flatMap(followed)
            + [
                terms?.curvature, terms?.damping, terms?.driving, record.predictedChange, record.measuredChange, record.drivingShare,
            ].map(ExportTable.text) + [record.predictedClass?.rawValue ?? ""]
    }

    static let responseHeader =
        ["step", "elapsed_seconds", "interval", "window", "coordinate", "sequences", "fitted_tokens", "scored_tokens", "epsilon"]
        + ["functional_r2", "control_r2"].flatMap(followed)

    static func row(_ record: ResponseRecord, _ elapsed: String) -> [String] {
        [
            "\(record.step)", elapsed, "\(record.interval)", "\(record.window)", record.coordinate.rawValue, "\(record.sequences)",
            "\(record.fittedTokens)", "\(record.scoredTokens)", "\(record.epsilon)",
        ] + [record.functionalR2, record.controlR2].flatMap(followed)
    }

    static let windowHeader = [
        "step", "elapsed_seconds", "interval", "window", "leaves_first_out", "updates", "k_star", "gap_ratio", "gradient_fraction",
        "drive_class",
    ]

    static func row(_ record: WindowRecord, _ elapsed: String) -> [String] {
        [
            "\(record.step)", elapsed, "\(record.interval)", "\(record.window)", "\(record.leavesFirstOut)", "\(record.updates)",
            "\(record.kStar)", ExportTable.text(record.gapRatio), "\(record.gradientFraction)", record.driveClass.rawValue,
        ]
    }

    private static func followed(_ name: String) -> [String] {
        ExportTable.numbered(name, SpectrumTracker.followedDirections)
    }

    private static func followed(_ values: [Double]) -> [String] {
        ExportTable.padded(values, to: SpectrumTracker.followedDirections)
    }
}
