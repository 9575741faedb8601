/// The figures of a row over all seeds.
package struct Summary: Sendable, Equatable {
    /// One figure a seed, as far as there are any.
    package let figures: [Figure]
    /// The mean of the values; nil without figures.
    package let mean: Double?
    /// The standard deviation of the sample; nil with fewer than two figures.
    package let deviation: Double?

    /// Mean and deviation follow from the figures.
    package init(_ figures: [Figure]) {
        self.figures = figures
        mean = Statistics.mean(figures.map(\.value))
        deviation = Statistics.deviation(figures.map(\.value))
    }

    /// Whether every figure is smaller than what its measurement can tell.
    package var isUnresolved: Bool {
        !figures.isEmpty && figures.allSatisfy { figure in figure.resolution.map { abs(figure.value) < $0 } ?? false }
    }

    /// Mean ± s.d., `2 of 3`, `mixed (3 of 3)`, `600–1,400`; a dash where nothing was measured.
    package func text(_ format: ValueFormat) -> String {
        guard let mean, let first = figures.first else { return Self.unknown }
        if isUnresolved, let resolution = figures.compactMap(\.resolution).max() {
            return "< 1/\(Int(exactly: (1 / resolution).rounded()) ?? .max)"
        }
        switch format {
        case .count: return "\(figures.count { $0.value == 1 }) of \(figures.count)"
        case .label: return labels
        default:
            guard let deviation else { return format.text(first.value) }
            return "\(format.text(mean)) ± \(Self.unsigned(format, deviation))"
        }
    }

    /// The smallest and the largest figure; nil with fewer than two.
    package func range(_ format: ValueFormat) -> String? {
        guard figures.count > 1, let low = figures.map(\.value).min(), let high = figures.map(\.value).max() else {
            return nil
        }
        return "\(format.text(low)) … \(format.text(high))"
    }

    private var labels: String {
        let counts = Dictionary(grouping: figures.compactMap(\.label)) { $0 }.mapValues(\.count)
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "\($0.key) (\($0.value) of \(figures.count))" }.joined(separator: ", ")
    }

    private static func unsigned(_ format: ValueFormat, _ value: Double) -> String {
        let text = format.text(value)
        return text.hasPrefix("+") ? String(text.dropFirst()) : text
    }

    /// Stands for what was not measured.
    package static let unknown = "–"
}
