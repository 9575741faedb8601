internal import Foundation

/// That a figure of ours comes to the same as the paper's, within a margin.
package enum FigureClaim: Sendable, Equatable {
    /// Our mean is no farther from the paper's figure than the margin. The paper's is taken as it stands: what it
    /// scatters over its few seeds is in the margin.
    case near(Double, Margin)
    /// The same of sizes that are all above zero, by their logarithms: our geometric mean is no farther from the
    /// paper's than the margin's factor. Published seeds are given one by one.
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
            return SampleMean(values).map { Evidence.equivalence($0, Self.bounds(published, margin)) }
        case .size(let published, let margin):
            guard values.allSatisfy({ $0 > 0 }) else { return nil }
            let (center, reach) = (log(Self.geometricMean(published)), log(Self.factor(margin)))
            return SampleMean(values.map { log($0) }).map { Evidence.equivalence($0, center - reach...center + reach) }
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

    private static func geometricMean(_ values: [Double]) -> Double {
        precondition(!values.isEmpty && values.allSatisfy { $0 > 0 }, "\(values) have no geometric mean")
        return exp(values.reduce(0) { $0 + log($1) } / Double(values.count))
    }

    /// Between what our mean has to lie.
    private static func bounds(_ value: Double, _ margin: Margin) -> ClosedRange<Double> {
        switch margin.size {
        case .distance(let distance): return value - distance...value + distance
        case .share(let share): return value - share * abs(value)...value + share * abs(value)
        case .factor(let factor):
            precondition(value > 0, "a factor of \(value)")
            return value / factor...value * factor
        case .seeds: preconditionFailure("\(margin.name) is no distance")
        }
    }

    /// The claim in words.
    package func words(_ format: ValueFormat) -> String {
        switch self {
        case .near(let published, let margin):
            "mean within \(Self.words(margin, format)) of \(format.text(published))"
        case .size(let published, let margin):
            "geometric mean within \(Self.words(margin, format)) of "
                + format.text(Self.geometricMean(published))
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
