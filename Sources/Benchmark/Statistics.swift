extension [Double] {
    /// The value in the middle.
    ///
    /// - Precondition: the list is not empty.
    var median: Double { percentile(0.5) }

    /// The value below which the given share of all values lies, interpolated linearly between neighbours.
    ///
    /// - Parameter share: 0…1.
    /// - Precondition: the list is not empty.
    package func percentile(_ share: Double) -> Double {
        precondition(!isEmpty, "a percentile of nothing")
        let sorted = sorted()
        let place = share * Double(count - 1)
        let lower = Int(place)
        let upper = Swift.min(lower + 1, count - 1)
        return sorted[lower] + (place - Double(lower)) * (sorted[upper] - sorted[lower])
    }
}
