package import RunEvents

/// A finished run with what was measured of it: its events in order, and the answers of probes.
package struct MeasuredRun: Sendable {
    package let name: String
    package let identifier: String
    /// groktop's, when the run was made.
    package let version: String
    package let config: RunConfig
    package let events: [RunEvent]
    package let probes: [ProbeRecord]
    /// Step of the first `grokked` mark.
    package let grokkedAt: Int?
    /// The last step of an evaluation.
    package let lastStep: Int
    /// Spectra of the paper's window and of the fine one.
    let coarse: [SpectrumRecord]
    let fine: [SpectrumRecord]
    let gapFlows: [GapFlowRecord]
    let windows: [WindowRecord]
    let evaluations: [EvaluationRecord]

    package init(
        name: String, identifier: String, version: String, config: RunConfig, events: [RunEvent], probes: [ProbeRecord]
    ) {
        self.name = name
        self.identifier = identifier
        self.version = version
        self.config = config
        self.events = events
        self.probes = probes
        var (coarse, fine): ([SpectrumRecord], [SpectrumRecord]) = ([], [])
        var (gapFlows, windows, evaluations): ([GapFlowRecord], [WindowRecord], [EvaluationRecord]) = ([], [], [])
        var grokkedAt: Int?
        for event in events {
            switch event {
            case .spectrum(let record) where record.interval == config.spectrum.interval: coarse.append(record)
            case .spectrum(let record) where record.interval == config.spectrum.fineInterval: fine.append(record)
            case .gapFlow(let record): gapFlows.append(record)
            case .window(let record): windows.append(record)
            case .evaluation(let record): evaluations.append(record)
            case .marker(let record) where record.kind == .grokked: grokkedAt = grokkedAt ?? record.step
            default: break
            }
        }
        (self.coarse, self.fine, self.gapFlows, self.windows) = (coarse, fine, gapFlows, windows)
        (self.evaluations, self.grokkedAt) = (evaluations, grokkedAt)
        lastStep = evaluations.last?.step ?? 0
    }

    package var weightDecay: Double { config.optimizer.weightDecay }

    /// What computed it: once for each process that trained it.
    package var engines: [EngineRecord] {
        events.compactMap { event in
            switch event {
            case .started(let record): record.engine
            case .resumed(let record): record.engine
            default: nil
            }
        }
    }

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
