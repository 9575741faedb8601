internal import RunEvents

/// What an alert waits for: a condition, and perhaps a moment that has to come first.
package struct AlertRule: Hashable, Sendable {
    /// The rule as it was written, with single spaces. It is the rule's name everywhere.
    package let text: String
    let condition: Condition
    let after: Milestone?

    /// What has to hold.
    enum Condition: Hashable, Sendable {
        /// The run sets this mark.
        case marker(MarkerRecord.Kind)
        /// The run ends, and not because a person stopped it.
        case finished
        /// The run ends at a number that is not finite, or another program logs a loss that is not finite.
        case diverged
        case comparison(AlertQuantity, AlertComparison, Double)
    }

    /// A moment from which on a condition counts.
    enum Milestone: Hashable, Sendable {
        case marker(MarkerRecord.Kind)
        case step(Int)
    }

    init(text: String, condition: Condition, after: Milestone?) {
        (self.text, self.condition, self.after) = (text, condition, after)
    }
}
