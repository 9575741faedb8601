package import RunEvents

/// What a run of another program tells, in an order that it could come in: every type of event, with nils and without.
/// Its figures go together, so that a check of its recording finds nothing.
package enum WatchedEvents {
    /// The program that records.
    package static let engine = EngineRecord(
        version: "python 0.1.0", blasCore: "", threads: 2, parameterCount: 30, trackedParameterCount: 10)

    /// The first event of a run.
    package static func started(_ run: WatchedRun) -> RunEvent {
        .started(StartedRecord(run: .watched(run), engine: engine))
    }

    /// A spectrum with as many σ as `shares`, or two where there is none.
    package static func spectrum(_ step: Int, shares: [Double], _ driveClass: DriveClass) -> RunEvent {
        let sigma = (0..<max(2, shares.count)).map { 3 / Double(1 << $0) }
        return .spectrum(
            SpectrumRecord(
                step: step, interval: 100, window: 5, sigma: sigma, eigenvalues: sigma.map { $0 * $0 }, kStarRatio: 1,
                kStarWeighted: 1, gapRatio: 2, g23: sigma.count > 2 ? 0.5 : nil, gradientFraction: shares,
                alignment: shares.map { $0 * 1e-3 }, rotationDegrees: shares.map { $0 * 90 }, driveClass: driveClass))
    }

    /// An additional window.
    package static func window(_ step: Int, share: Double?, _ driveClass: DriveClass) -> RunEvent {
        .window(
            WindowRecord(
                step: step, interval: 100, window: 10, leavesFirstOut: false, updates: 2, kStar: 1, gapRatio: 2,
                gradientFraction: share, driveClass: driveClass))
    }

    /// An account that adds up.
    package static func ledger(_ step: Int) -> RunEvent {
        let parts = LedgerParts(
            enteringDriving: 0.5, enteringDecay: -0.25, enteringAlignment: 0.125, leavingDriving: -0.5,
            leavingDecay: 0.25, leavingAlignment: 0.0625)
        return .gapLedger(
            GapLedgerRecord(
                step: step, interval: 100, window: 5, kStar: 1, previousKStar: 1, gap: 1.5, gapChange: parts.sum + 0.5,
                gapParts: parts, kStarChange: 0, rest: 0.5, edgeChange: parts.sum, edgeParts: parts, edgeRest: 0,
                forecastChange: 0.25))
    }

    /// An ablation by the program's own evaluation.
    package static func ablation(_ step: Int) -> RunEvent {
        .metricProbe(
            MetricProbeRecord(
                step: step, kind: .ablation, interval: 20, trackedNorm: 1.0 / 3,
                base: ["val_loss": 1.02, "val_accuracy": 0.75],
                rows: [
                    .init(
                        directions: [1, 2], removedNorm: 0.5, metrics: ["val_loss": .infinity, "val_accuracy": 0.5])
                ],
                controls: [
                    .init(
                        kind: .angleMatched, directions: [1, 2], trials: 20, removedNorm: 0.5,
                        metrics: ["val_loss": 1.25], standardDeviations: ["val_loss": 0.125]),
                    .init(
                        kind: .randomPlane, directions: nil, trials: 20, removedNorm: 0.01,
                        metrics: ["val_loss": 1.03], standardDeviations: ["val_loss": 1e-3]),
                ]))
    }

    /// A perturbation by the program's own evaluation.
    package static func perturbation(_ step: Int) -> RunEvent {
        .metricProbe(
            MetricProbeRecord(
                step: step, kind: .perturbation, interval: 20, trackedNorm: 1.0 / 3, base: ["val_loss": 1.02],
                sweeps: [
                    .init(
                        direction: 1,
                        points: [
                            .init(epsilon: -0.1, metrics: ["val_loss": 1.5]),
                            .init(epsilon: 0.1, metrics: ["val_loss": 1.25]),
                        ])
                ]))
    }

    /// Everything that `WatchedRun.sample` can tell.
    package static let all: [RunEvent] = [
        started(.sample),
        .metricDefinition(MetricDefinition(step: 0, name: "val_loss", dataset: .test, better: .lower)),
        .metricDefinition(MetricDefinition(step: 0, name: "grad norm", better: .higher, unit: "nats")),
        .metric(MetricRecord(step: 0, name: "val_loss", value: 1.0 / 3)),
        .metric(MetricRecord(step: 100, name: "grad norm", value: .infinity)),
        .remark(RemarkRecord(step: 100, kind: .note, message: "bfloat16\u{1b}[2J")),
        .remark(RemarkRecord(step: 100, kind: .dropped, count: 12, message: "the disk was \"slow\",\nand full")),
        window(200, share: 0.95, .functional),
        spectrum(200, shares: [0.95, 0.5], .functional),
        spectrum(500, shares: [0.05, 0.5, 1, 0], .compression),
        ledger(500),
        .command(
            CommandRecord(step: 500, command: .learningRate(0.5), weightDecay: 0.1, request: "1764171234567-0123abcd")),
        .command(
            CommandRecord(
                step: 500, command: .weightDecay(.value(0)), weightDecay: 0, request: "1764171234568-0123abcd")),
        .command(CommandRecord(step: 500, command: .checkpoint, weightDecay: 0)),
        .refused(
            RefusedRecord(
                step: 500, command: .back(step: 100), reason: "no such checkpoint", request: "1764171234569-0123abcd")),
        // The program has gone back.
        .metric(MetricRecord(step: 400, name: "val_loss", value: 0.25)),
        ablation(450), perturbation(450),
        .remark(RemarkRecord(step: 450, kind: .error, message: "recording of the edge ended")),
        .finished(FinishedRecord(step: 480, reason: .failed, detail: "KeyboardInterrupt", parameterDigest: "")),
    ]

    /// A run without a split: directions have neither share nor class.
    package static let unsplit: [RunEvent] = {
        var run = WatchedRun.sample
        (run.split, run.splitResidual, run.splitReason) = (.none, nil, "SGD with momentum")
        return [
            started(run), window(200, share: nil, .unsplit), spectrum(200, shares: [], .unsplit),
            .finished(FinishedRecord(step: 200, reason: .completed, parameterDigest: "")),
        ]
    }()
}
