package import RunEvents

/// The two runs of a seed, with weight decay and without, and the forks of the first.
package struct SeedRuns: Sendable {
    package let seed: UInt64
    package let decayed: MeasuredRun?
    package let undecayed: MeasuredRun?
    package let intervention: InterventionRecord?
    package let places: ProbePlaces

    package init(seed: UInt64, decayed: MeasuredRun?, undecayed: MeasuredRun?, intervention: InterventionRecord?) {
        self.seed = seed
        self.decayed = decayed
        self.undecayed = undecayed
        self.intervention = intervention
        places = Self.places(decayed, undecayed)
    }

    private static func places(_ decayed: MeasuredRun?, _ undecayed: MeasuredRun?) -> ProbePlaces {
        guard let run = decayed ?? undecayed else { preconditionFailure("a seed without runs") }
        return ProbePlaces(grokkedAt: decayed?.grokkedAt, config: run.config, lastStep: run.lastStep)
    }

    // MARK: Figures

    /// Of a run at a step; nil where one of them is missing, or the value.
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
