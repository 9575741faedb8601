package import RunEvents

/// The rule that an estimate has to beat: a run generalizes a fixed number of steps after it has memorized. It looks at
/// the train accuracy alone.
package enum NaiveLifecycleRule {
    /// Steps from memorized to the call.
    package static let delay = 100

    /// The step at which the rule calls a run: `delay` steps after the first evaluation whose train accuracy reaches
    /// the run's threshold of memorized. It is nil where no evaluation does, or the run ends before.
    package static func call(_ config: RunConfig, _ events: [RunEvent]) -> Int? {
        var last = 0
        var memorizedAt: Int?
        for event in events {
            guard case .evaluation(let record) = event else { continue }
            last = record.step
            if record.decidingTrainAccuracy >= config.thresholds.memorized { memorizedAt = memorizedAt ?? record.step }
        }
        return memorizedAt.flatMap { $0 + delay <= last ? $0 + delay : nil }
    }
}
