/// How far a figure of ours may lie from the paper's and still come to the same.
///
/// All margins stand here, and were committed before the figures that they judge.
package struct Margin: Sendable, Equatable {
    /// Names the margin in the report's table.
    package let name: String
    /// How far the mean may be from the paper's figure.
    package let size: Size
    /// Why it is as large as it is.
    package let reason: String

    /// A distance, or a ratio.
    package enum Size: Sendable, Equatable {
        /// In the figure's own unit: fractions of 1 for shares.
        case distance(Double)
        /// The paper's figure may be this many times as large as ours, or as small. Above 1.
        case factor(Double)
        /// A share of the paper's figure.
        case share(Double)
        /// The share of all seeds that may differ from the paper's.
        case seeds(Double)
    }

    /// The size in words.
    package var words: String {
        switch size {
        case .distance(let distance): "±\(ValueFormat.trimmed(distance))"
        case .factor(let factor): "a factor of \(ValueFormat.trimmed(factor)) either way"
        case .share(let share): "±\(ValueFormat.percent.text(share)) of the paper's"
        case .seeds(let share): "\(ValueFormat.percent.text(share)) of all seeds"
        }
    }

    private init(_ name: String, _ size: Size, _ reason: String) {
        (self.name, self.size, self.reason) = (name, size, reason)
    }

    /// All margins, in the order of the report's table.
    package static let all = [
        seeds, grokStep, share, accuracyChange, nothing, readout, response, rotation, magnitude, accuracy, entropy,
        norm,
    ]

    static let seeds = Margin(
        "seeds that grok, or have a class", .seeds(0.3),
        "The paper's three seeds all did. The least that 20 seeds out of 20 can show at 5 % after a correction for 60 "
            + "rows is a rate of 0.7.")
    static let grokStep = Margin(
        "grok step", .factor(2),
        "The author evaluates every 200 steps, and his own three seeds are a factor of 1.6 (SCAN) to 2.3 (Dyck-1) "
            + "apart."
    )
    static let share = Margin(
        "gradient share", .distance(0.1),
        "The classes by drive begin 0.1 from either end: a share that is farther off is of another class.")
    static let accuracyChange = Margin(
        "change of the accuracy", .distance(0.1),
        "The author's own s.d. over seeds is 0.06 to 0.11: he could not tell a smaller difference from another seed.")
    static let nothing = Margin(
        "change of the accuracy that is none", .distance(0.01),
        "The paper says that nothing changes; what removing the edge changes is 26 times as much or more.")
    static let readout = Margin(
        "R² of a readout", .distance(0.03),
        "A quarter of the 0.12 that the paper's linear R² loses from grokking to late, the effect that is claimed.")
    static let response = Margin(
        "functional R²", .distance(0.15),
        "A fifth of the 0.76 between the paper's two tasks, which is what the figure is there to tell apart.")
    static let rotation = Margin(
        "rotation a window", .distance(5),
        "Half of the smallest difference between two directions of the paper's (42° and 52°).")
    static let magnitude = Margin(
        "curvature, KL, compression and ratios", .factor(3),
        "Half a power of ten. These go over several powers of ten from step to step and seed to seed; the author's own "
            + "compressions are 4.5 to 48.")
    static let accuracy = Margin(
        "test accuracy", .distance(0.02),
        "A quarter of what lies between a model that grokked and one that memorized (0.97 and 0.89).")
    static let entropy = Margin(
        "attention entropy", .distance(0.05), "Two fifths of what ω does to it in the paper's table (2.15 to 2.28).")
    static let norm = Margin(
        "‖θ‖", .share(0.1), "Less than what lies between ω = ½ and ω = 1 in the paper's table (14 %).")
}
