package import RunEvents

/// A finished run with what was measured of it: its events in order, and the answers of probes.
package struct MeasuredRun: Sendable {
    /// The name of the run's folder.
    package let name: String
    /// 128 bits in hexadecimal, which stay when the folder is renamed.
    package let identifier: String
    /// The version of the groktop that made the run.
    package let version: String
    /// The run's whole configuration.
    package let config: RunConfig
    /// All events, in order.
    package let events: [RunEvent]
    /// The answers of probes, in any order.
    package let probes: [ProbeRecord]
    /// The test loss's curvatures, in any order.
    package private(set) var testCurvatures: [TestCurvatureRecord]
    /// g₂₃ in the author's windows; nil where it was not measured.
    package private(set) var gapTrail: GapTrail?
    /// The step of the first `grokked` mark; nil where there is none.
    package let grokkedAt: Int?
    /// The step of the last evaluation; 0 without one.
    package let lastStep: Int
    /// Spectra of the paper's window and of the fine one.
    let coarse: [SpectrumRecord]
    let fine: [SpectrumRecord]
    let gapFlows: [GapFlowRecord]
    /// The accounts of the gap of the paper's window.
    let gapLedgers: [GapLedgerRecord]
    let windows: [WindowRecord]
    let evaluations: [EvaluationRecord]

    /// Sorts the events by kind.
    package init(
        name: String, identifier: String, version: String, config: RunConfig, events: [RunEvent], probes: [ProbeRecord]
    ) {
        self.name = name
        self.identifier = identifier
        self.version = version
        self.config = config
        self.events = events
        self.probes = probes
        (testCurvatures, gapTrail) = ([], nil)
        var (coarse, fine): ([SpectrumRecord], [SpectrumRecord]) = ([], [])
        var (gapFlows, windows, evaluations): ([GapFlowRecord], [WindowRecord], [EvaluationRecord]) = ([], [], [])
        var gapLedgers: [GapLedgerRecord] = []
        var grokkedAt: Int?
        for event in events {
            switch event {
            case .spectrum(let record) where record.interval == config.spectrum.interval: coarse.append(record)
            case .spectrum(let record) where record.interval == config.spectrum.fineInterval: fine.append(record)
            case .gapFlow(let record): gapFlows.append(record)
            case .gapLedger(let record) where record.interval == config.spectrum.interval: gapLedgers.append(record)
            case .window(let record): windows.append(record)
            case .evaluation(let record): evaluations.append(record)
            case .marker(let record) where record.kind == .grokked: grokkedAt = grokkedAt ?? record.step
            default: break
            }
        }
        (self.coarse, self.fine, self.gapFlows, self.windows) = (coarse, fine, gapFlows, windows)
        self.gapLedgers = gapLedgers
        (self.evaluations, self.grokkedAt) = (evaluations, grokkedAt)
        lastStep = evaluations.last?.step ?? 0
    }

    /// The run with what the author's protocol measures of it.
    package func with(_ testCurvatures: [TestCurvatureRecord], _ gapTrail: GapTrail?) -> MeasuredRun {
        var run = self
        (run.testCurvatures, run.gapTrail) = (testCurvatures, gapTrail)
        return run
    }

    /// ω that the run began with.
    package var weightDecay: Double { config.optimizer.weightDecay }

    /// The engines that computed it, one for each process that trained it.
    package var engines: [EngineRecord] {
        events.compactMap { event in
            switch event {
            case .started(let record): record.engine
            case .resumed(let record): record.engine
            default: nil
            }
        }
    }

    /// SHA-256 of the final parameters; nil where the run has not ended.
    package var parameterDigest: String? {
        for event in events.reversed() {
            if case .finished(let record) = event { return record.parameterDigest }
        }
        return nil
    }

    // MARK: At a step

    func spectrum(_ step: Int) -> SpectrumRecord? { coarse.last { $0.step == step } }
    func fineSpectrum(_ step: Int) -> SpectrumRecord? { fine.last { $0.step == step } }
    func gapFlow(_ step: Int) -> GapFlowRecord? { gapFlows.last { $0.step == step } }

    func ablation(_ step: Int) -> AblationRecord? { probe(step) }
    func perturbation(_ step: Int) -> PerturbationRecord? { probe(step) }
    func curvature(_ step: Int) -> CurvatureRecord? { probe(step) }
    func readout(_ step: Int) -> ReadoutRecord? { probe(step) }
    func function(_ step: Int) -> FunctionRecord? { probe(step) }
    func attention(_ step: Int) -> AttentionRecord? { probe(step) }

    private func probe<Record: MeasurementRecord>(_ step: Int) -> Record? {
        probes.lazy.filter { $0.step == step }.compactMap { $0.as(Record.self) }.first
    }

    // MARK: Classes

    /// The class by content of v_k* at a step whose response was probed.
    func contentClass(_ step: Int) -> DriveClass? {
        guard let spectrum = spectrum(step), let function = function(step), let thresholds = config.thresholds.content
        else {
            return nil
        }
        let index = spectrum.kStarWeighted - 1
        guard index < min(function.directions.count, spectrum.gradientFraction.count),
            let content = function.directions[index].readout.r2
        else { return nil }
        return thresholds.driveClass(functionalR2: content, gradientFraction: spectrum.gradientFraction[index])
    }
}
