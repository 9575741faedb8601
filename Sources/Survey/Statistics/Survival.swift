internal import Foundation

/// How many of some runs have not grokked yet, by the product-limit estimate of Kaplan and Meier (Journal of the
/// American Statistical Association 53, 1958, 457–481).
///
/// S(t) = ∏ (1 − dᵢ/nᵢ) over the times tᵢ ≤ t at which something happened, with dᵢ events among the nᵢ runs that were
/// still watched and had none. A run that was stopped, or gave up, is censored: it counts among the nᵢ up to its last
/// step, that step included. That is right where runs are not stopped because of what they were about to do.
package struct Survival: Sendable, Equatable {
    /// One step down for each time at which something happened, ascending.
    package let steps: [Step]
    /// How many were watched, and how many of them had an event.
    package let count: Int
    package let events: Int
    /// The last time that anything is known of; 0 without observations.
    package let lastTime: Int

    /// A run that was watched: until its event, or until it was lost from sight.
    package struct Observation: Sendable, Equatable {
        /// Optimizer steps.
        package var time: Int
        /// Whether it had its event then; otherwise it is censored.
        package var isEvent: Bool

        /// Makes an observation from its members.
        package init(time: Int, isEvent: Bool) { (self.time, self.isEvent) = (time, isEvent) }
    }

    /// The estimate from one time on, until the next one.
    package struct Step: Sendable, Equatable {
        /// When it happened, in optimizer steps.
        package var time: Int
        /// Runs that were watched until then and had had no event.
        package var atRisk: Int
        /// Events at that time.
        package var events: Int
        /// S.
        package var survival: Double
        /// 95 %; nil where S is 0, of which this interval can say nothing.
        package var interval: ClosedRange<Double>?
    }

    /// The estimate from observations in any order.
    package init(_ observations: [Observation]) {
        let ordered = observations.sorted { $0.time < $1.time }
        (count, events) = (ordered.count, ordered.count(where: \.isEvent))
        lastTime = ordered.last?.time ?? 0
        var (steps, index, atRisk) = ([Step](), 0, ordered.count)
        var (survival, sum) = (1.0, 0.0)
        while index < ordered.count {
            let time = ordered[index].time
            let same = ordered[index...].prefix { $0.time == time }
            let events = same.count(where: \.isEvent)
            if events > 0 {
                survival *= 1 - Double(events) / Double(atRisk)
                if events < atRisk { sum += Double(events) / (Double(atRisk) * Double(atRisk - events)) }
                steps.append(
                    Step(
                        time: time, atRisk: atRisk, events: events, survival: survival,
                        interval: Self.interval(survival, sum)))
            }
            atRisk -= same.count
            index += same.count
        }
        self.steps = steps
    }

    /// S^exp(±z√v/ln S), with v = Σ dᵢ/(nᵢ(nᵢ−dᵢ)) of Greenwood (Reports on Public Health and Medical Subjects 33,
    /// 1926): symmetric for ln(−ln S), so that it stays inside 0…1 (Kalbfleisch and Prentice, The Statistical Analysis
    /// of Failure Time Data, 1980, p. 15).
    private static func interval(_ survival: Double, _ sum: Double) -> ClosedRange<Double>? {
        guard survival > 0, survival < 1 else { return nil }
        let width = Normal.twoSided95 * sum.squareRoot() / log(survival)
        return pow(survival, exp(-width))...pow(survival, exp(width))
    }

    /// One half, with room for the rounding of a product: ¾ · ⅔ is ½.
    private static let half = 0.5 + 1e-12

    /// The first time at which S is at most one half; nil where it never is: then less than half had their event.
    package var median: Int? { steps.first { $0.survival <= Self.half }?.time }

    /// 95 % for the median: the times at which the interval of S holds one half (Brookmeyer and Crowley, Biometrics 38,
    /// 1982, 29–41). An end that is nil lies beyond what was watched.
    package var medianInterval: (low: Int?, high: Int?) {
        (
            steps.first { ($0.interval?.lowerBound ?? $0.survival) <= Self.half }?.time,
            steps.first { ($0.interval?.upperBound ?? 1) <= Self.half }?.time
        )
    }
}
