/// Holm's correction for several tests (Scandinavian Journal of Statistics 6, 1979, 65–70).
package enum Holm {
    /// The p-values, made so large that rejecting those at most α makes one or more false rejections with a probability
    /// of at most α, whichever hypotheses are true and however the tests depend on each other: the i-th smallest times
    /// (m − i + 1), at most 1, and never below one that was smaller before.
    package static func adjusted(_ values: [Double]) -> [Double] {
        var adjusted = values
        var largest = 0.0
        let order = values.indices.sorted { values[$0] < values[$1] }
        for (place, index) in order.enumerated() {
            largest = max(largest, min(1, values[index] * Double(values.count - place)))
            adjusted[index] = largest
        }
        return adjusted
    }
}
