package import RunEvents

/// The two runs of a seed, with weight decay and without, and the forks of the first.
package struct SeedRuns: Sendable {
    /// The seed of both runs.
    package let seed: UInt64
    /// The run with weight decay; nil where it is missing.
    package let decayed: MeasuredRun?
    /// The run with ω = 0; nil where it is missing.
    package let undecayed: MeasuredRun?
    /// What became of the forks of `decayed` with other weight decays; nil where none were made.
    package let intervention: InterventionRecord?
    /// What became of forks that leave `decayed` at the author's step; nil where none were made.
    package let publishedIntervention: InterventionRecord?
    /// The steps at which both runs are probed, from the grok step of `decayed`.
    package let places: ProbePlaces

    /// - Precondition: there is one of the two runs at least.
    package init(
        seed: UInt64, decayed: MeasuredRun?, undecayed: MeasuredRun?, intervention: InterventionRecord?,
        publishedIntervention: InterventionRecord? = nil
    ) {
        self.seed = seed
        self.decayed = decayed
        self.undecayed = undecayed
        self.intervention = intervention
        self.publishedIntervention = publishedIntervention
        places = Self.places(decayed, undecayed)
    }

    private static func places(_ decayed: MeasuredRun?, _ undecayed: MeasuredRun?) -> ProbePlaces {
        guard let run = decayed ?? undecayed else { preconditionFailure("a seed without runs") }
        return ProbePlaces(grokkedAt: decayed?.grokkedAt, config: run.config, lastStep: run.lastStep)
    }

    // MARK: Figures

    /// A value of a run at a step as a figure; nil where the run, the step or the value is missing.
    func figure(
        _ run: MeasuredRun?, _ step: Int?, resolution: Double? = nil, _ value: (MeasuredRun, Int) -> Double?
    ) -> Figure? {
        guard let run, let step, let value = value(run, step) else { return nil }
        return Figure(seed: seed, value: value, resolution: resolution, run: run.name, step: step)
    }

    func driveClass(_ run: MeasuredRun?, _ step: Int?, _ value: (MeasuredRun, Int) -> DriveClass?) -> Figure? {
        guard let run, let step, let value = value(run, step) else { return nil }
        return Figure(seed: seed, value, run: run.name, step: step)
    }
}
