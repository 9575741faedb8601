internal import Foundation

/// That a figure of ours comes to the same as the paper's, within a margin.
package enum FigureClaim: Sendable, Equatable {
    /// The means are no farther apart than the margin. The published seeds' scatter counts as ours does.
    case near(Published, Margin)
    /// The same of sizes that are all above zero, by their logarithms: their geometric means are no farther apart than
    /// the margin's factor. Published seeds are given one by one.
    case size([Double], Margin)
    /// All seeds but the margin's share have figure 1.
    case all(Margin)
    /// All seeds but the margin's share have figure 0.
    case none(Margin)
    /// All seeds but the margin's share are of this class.
    case label(String, Margin)

    /// What the figures of a row say of it.
    ///
    /// - Returns: nil where they cannot be tested: fewer than two, or a size that is not above zero.
    package func evidence(_ figures: [Figure]) -> Evidence? {
        let values = figures.map(\.value)
        guard values.count > 1 else { return nil }
        switch self {
        case .near(let published, let margin):
            guard let ours = SampleMean(values) else { return nil }
            return Evidence.equivalence(ours - published.sample, Self.bounds(published.value, margin))
        case .size(let published, let margin):
            guard values.allSatisfy({ $0 > 0 }), let ours = SampleMean(values.map { log($0) }) else { return nil }
            let theirs = published.map { log($0) }
            let sample = SampleMean(theirs) ?? SampleMean(exact: theirs[0])
            let bound = log(Self.factor(margin))
            return Evidence.equivalence(ours - sample, -bound...bound)
        case .all(let margin): return Self.frequency(figures, margin) { $0.value == 1 }
        case .none(let margin): return Self.frequency(figures, margin) { $0.value == 0 }
        case .label(let label, let margin): return Self.frequency(figures, margin) { $0.label == label }
        }
    }

    private static func frequency(_ figures: [Figure], _ margin: Margin, _ does: (Figure) -> Bool) -> Evidence {
        guard case .seeds(let share) = margin.size else { preconditionFailure("\(margin.name) is no share of seeds") }
        return Evidence.frequency(figures.count(where: does), of: figures.count, atLeast: 1 - share)
    }

    private static func factor(_ margin: Margin) -> Double {
        guard case .factor(let factor) = margin.size else { preconditionFailure("\(margin.name) is no factor") }
        return factor
    }

    /// How far our mean may be from a published one.
    private static func bounds(_ value: Double, _ margin: Margin) -> ClosedRange<Double> {
        switch margin.size {
        case .distance(let distance): return -distance...distance
        case .share(let share): return -share * abs(value)...share * abs(value)
        case .factor(let factor):
            // Of a value above zero: a factor down is not as far as a factor up.
            precondition(value > 0, "a factor of \(value)")
            return value / factor - value...value * factor - value
        case .seeds: preconditionFailure("\(margin.name) is no distance")
        }
    }

    /// The claim in words.
    package func words(_ format: ValueFormat) -> String {
        switch self {
        case .near(let published, let margin):
            "mean within \(Self.words(margin, format)) of \(format.text(published.value))"
        case .size(let published, let margin):
            "geometric mean within \(Self.words(margin, format)) of "
                + format.text(exp(Statistics.mean(published.map { log($0) }) ?? .nan))
        case .all(let margin): "at least \(Self.words(margin, format)) of all seeds"
        case .none(let margin): "at most \(Self.rest(margin)) of all seeds"
        case .label(let label, let margin): "\(label) in at least \(Self.words(margin, format)) of all seeds"
        }
    }

    private static func words(_ margin: Margin, _ format: ValueFormat) -> String {
        switch margin.size {
        case .distance(let distance): format.distance(distance)
        case .factor(let factor): "a factor of \(ValueFormat.trimmed(factor))"
        case .share(let share): ValueFormat.percent.text(share)
        case .seeds(let share): ValueFormat.percent.text(1 - share)
        }
    }

    private static func rest(_ margin: Margin) -> String {
        guard case .seeds(let share) = margin.size else { return "" }
        return ValueFormat.percent.text(share)
    }
}
