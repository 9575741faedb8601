internal import Foundation

/// An alert whose rule has become true.
package struct FiredAlert: Hashable, Sendable {
    /// Where the alert stands in its list, from 0.
    package let index: Int
    /// The alert.
    package let alert: Alert
    /// Optimizer steps done when the rule became true.
    package let step: Int
    /// The compared value; nil where the rule compares none.
    package let value: Double?

    /// `test accuracy < 0.9 after grokking: 0.8512 at step 1220`.
    package var line: String {
        let value = value.map { ": \(String(format: "%.4g", $0))" } ?? ""
        return "\(alert.rule.text)\(value) at step \(step)"
    }
}
