/// A condition on the figures of a row. It makes both the verdict and its words, so that a report cannot say another
/// rule than was applied.
package indirect enum Criterion: Sendable, Equatable {
    /// The mean is no farther than max(2 s.d., tolerance) from the paper's range (a single figure is a range of
    /// one). Two s.d. count as three tolerances at most, because figures that scatter widely would cover anything.
    case covers(ClosedRange<Double>, tolerance: Double)
    /// The mean is above zero, and within a factor of the paper's figure.
    case within(factor: Double, of: Double)
    /// Every seed's figure is …
    case every(Bound)
    /// The mean is …
    case mean(Bound)
    /// The mean is below, or above, that of another row of the same task.
    case below(row: String)
    case above(row: String)
    /// Every figure is smaller than the accuracy can resolve.
    case unresolved
    /// Every seed's class is this one; that of most.
    case allAre(String)
    case mostAre(String)
    case both(Criterion, Criterion)

    private static let mostTolerances = 3.0

    /// A condition on a single number.
    package enum Bound: Sendable, Equatable {
        case below(Double), atMost(Double), above(Double), atLeast(Double)
        case between(Double, Double)
        case equal(Double)

        func holds(_ value: Double) -> Bool {
            switch self {
            case .below(let bound): value < bound
            case .atMost(let bound): value <= bound
            case .above(let bound): value > bound
            case .atLeast(let bound): value >= bound
            case .between(let low, let high): low <= value && value <= high
            case .equal(let bound): value == bound
            }
        }

        func words(_ format: ValueFormat) -> String {
            switch self {
            case .below(let bound): "below \(format.text(bound))"
            case .atMost(let bound): "at most \(format.text(bound))"
            case .above(let bound): "above \(format.text(bound))"
            case .atLeast(let bound): "at least \(format.text(bound))"
            case .between(let low, let high): "between \(format.text(low)) and \(format.text(high))"
            case .equal(let bound): format == .count ? (bound == 1 ? "yes" : "no") : format.text(bound)
            }
        }
    }

    /// Whether the figures of a row meet the criterion. A row without figures does not, and neither does one that is to
    /// be compared with a row without figures.
    ///
    /// - Parameter other: gives the figures of another row by its identifier; nil where it has none.
    package func isMet(by summary: Summary, other: (String) -> Summary?) -> Bool {
        guard let mean = summary.mean else { return false }
        let figures = summary.figures
        switch self {
        case .covers(let range, let tolerance):
            let distance = max(range.lowerBound - mean, mean - range.upperBound, 0)
            return distance <= max(min(2 * (summary.deviation ?? 0), Self.mostTolerances * tolerance), tolerance)
        case .within(let factor, let paper): return mean > 0 && mean <= paper * factor && mean >= paper / factor
        case .every(let bound): return figures.allSatisfy { bound.holds($0.value) }
        case .mean(let bound): return bound.holds(mean)
        case .below(let row): return other(row)?.mean.map { mean < $0 } ?? false
        case .above(let row): return other(row)?.mean.map { mean > $0 } ?? false
        case .unresolved: return summary.isUnresolved
        case .allAre(let label): return figures.allSatisfy { $0.label == label }
        case .mostAre(let label): return 2 * figures.count { $0.label == label } > figures.count
        case .both(let first, let second):
            return first.isMet(by: summary, other: other) && second.isMet(by: summary, other: other)
        }
    }

    /// The criterion in words.
    ///
    /// - Parameter title: gives the title of another row by its identifier.
    package func words(_ format: ValueFormat, title: (String) -> String) -> String {
        switch self {
        case .covers(let range, let tolerance):
            let paper =
                range.lowerBound == range.upperBound
                ? format.text(range.lowerBound) : "\(format.text(range.lowerBound)) to \(format.text(range.upperBound))"
            let most = format.distance(Self.mostTolerances * tolerance)
            return "mean ± max(2 s.d., \(format.distance(tolerance))), \(most) at most, meets \(paper)"
        case .within(let factor, let paper):
            return "mean within a factor of \(ValueFormat.trimmed(factor)) of \(format.text(paper))"
        case .every(let bound): return "every seed \(bound.words(format))"
        case .mean(let bound):
            if format == .count, case .atLeast(let share) = bound {
                return "at least \(ValueFormat.percent.text(share)) of the seeds"
            }
            return "mean \(bound.words(format))"
        case .below(let row): return "mean below that of “\(title(row))”"
        case .above(let row): return "mean above that of “\(title(row))”"
        case .unresolved: return "every seed below 1/n of the n tokens measured"
        case .allAre(let label): return "\(label) in every seed"
        case .mostAre(let label): return "\(label) in most seeds"
        case .both(let first, let second):
            return first.words(format, title: title) + ", and " + second.words(format, title: title)
        }
    }
}
