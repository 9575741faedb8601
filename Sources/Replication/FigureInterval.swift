internal import Foundation

/// The interval that stands beside the figures that decide.
enum FigureInterval {
    /// 90 % for a mean, because two one-sided tests at 5 % ask whether that interval lies within the margin; 95 % by
    /// Clopper and Pearson for a rate.
    ///
    /// - Returns: nil where there are fewer seeds than a verdict needs, or classes of more than one name and no claim.
    static func text(_ figures: [Figure], _ format: ValueFormat, _ claim: FigureClaim?) -> String? {
        guard figures.count >= Judgement.fewestSeeds else { return nil }
        let values = figures.map(\.value)
        if case .label(let label, _) = claim {
            return rate(figures.count { $0.label == label }, of: figures.count)
        }
        switch format {
        case .label: return nil
        case .count: return rate(figures.count { $0.value == 1 }, of: figures.count)
        default: break
        }
        if case .size = claim, values.allSatisfy({ $0 > 0 }) {
            return SampleMean(values.map { log($0) }).map { text($0.interval(0.9), format) { exp($0) } }
        }
        return SampleMean(values).map { text($0.interval(0.9), format) { $0 } }
    }

    private static func text(_ interval: ClosedRange<Double>, _ format: ValueFormat, _ scale: (Double) -> Double)
        -> String
    {
        "\(format.text(scale(interval.lowerBound))) … \(format.text(scale(interval.upperBound)))"
    }

    /// The interval of a rate.
    static func rate(_ successes: Int, of trials: Int) -> String {
        guard let interval = Binomial.interval(successes, of: trials) else { return Summary.unknown }
        return "\(ValueFormat.percent.text(interval.lowerBound)) … \(ValueFormat.percent.text(interval.upperBound))"
    }
}
