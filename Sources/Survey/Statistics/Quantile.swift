/// Sample quantiles.
package enum Quantile {
    /// The quantile by definition 7 of Hyndman and Fan (The American Statistician 50, 1996, 361–365), the one of R and
    /// numpy: linear between the order statistics, with the smallest at 0 and the largest at 1.
    ///
    /// - Parameter probability: from 0 to 1.
    /// - Returns: nil without values.
    package static func of(_ values: [Double], _ probability: Double) -> Double? {
        precondition((0...1).contains(probability), "a probability of \(probability)")
        let sorted = values.sorted()
        guard let last = sorted.indices.last else { return nil }
        let place = probability * Double(last)
        let below = Int(place)
        let above = min(below + 1, last)
        return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
    }
}
