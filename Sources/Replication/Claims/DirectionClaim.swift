/// A sign, order or inequality that a claim of the paper is about.
package indirect enum DirectionClaim: Sendable, Equatable {
    /// The mean over seeds is below, or above, a bound.
    case below(Double)
    case above(Double)
    /// The mean over seeds is below, or above, that of another row of the same task: by the differences of each seed's
    /// two figures.
    case belowRow(String)
    case aboveRow(String)
    /// More than half of all seeds have figure 1, or this class.
    case most
    case mostAre(String)
    /// Fewer than half of all seeds have figure 1.
    case few
    case both(DirectionClaim, DirectionClaim)

    /// What the figures of a row say of it.
    ///
    /// - Parameter other: gives the figures of another row by its identifier.
    /// - Returns: nil where they cannot be tested: there are fewer than two, or fewer pairs.
    package func evidence(_ figures: [Figure], other: (String) -> [Figure]) -> Evidence? {
        switch self {
        case .below(let bound): return SampleMean(figures.map(\.value)).map { Evidence.above($0, bound).reversed }
        case .above(let bound): return SampleMean(figures.map(\.value)).map { Evidence.above($0, bound) }
        case .belowRow(let row):
            return SampleMean(Self.differences(figures, other(row))).map { Evidence.above($0, 0).reversed }
        case .aboveRow(let row): return SampleMean(Self.differences(figures, other(row))).map { Evidence.above($0, 0) }
        case .most: return Self.frequency(figures) { $0.value == 1 }
        case .few: return Self.frequency(figures) { $0.value == 0 }
        case .mostAre(let label): return Self.frequency(figures) { $0.label == label }
        case .both(let first, let second):
            guard let one = first.evidence(figures, other: other), let two = second.evidence(figures, other: other)
            else { return nil }
            return one.and(two)
        }
    }

    /// The seeds that have both figures.
    private static func differences(_ figures: [Figure], _ others: [Figure]) -> [Double] {
        figures.compactMap { figure in others.first { $0.seed == figure.seed }.map { figure.value - $0.value } }
    }

    private static func frequency(_ figures: [Figure], _ does: (Figure) -> Bool) -> Evidence? {
        figures.count > 1 ? Evidence.frequency(figures.count(where: does), of: figures.count, atLeast: 0.5) : nil
    }

    /// The claim in words.
    ///
    /// - Parameter title: gives the title of another row by its identifier.
    package func words(_ format: ValueFormat, title: (String) -> String) -> String {
        switch self {
        case .below(let bound): "mean below \(format.text(bound))"
        case .above(let bound): "mean above \(format.text(bound))"
        case .belowRow(let row): "below “\(title(row))” of the same seed"
        case .aboveRow(let row): "above “\(title(row))” of the same seed"
        case .most: "in more than half of all seeds"
        case .few: "in fewer than half of all seeds"
        case .mostAre(let label): "\(label) in more than half of all seeds"
        case .both(let first, let second):
            first.words(format, title: title) + ", and " + second.words(format, title: title)
        }
    }
}
