extension [Double] {
    /// - Precondition: not empty.
    var median: Double { percentile(0.5) }

    /// The value below which a share of all lies, between neighbours by linear interpolation.
    ///
    /// - Precondition: not empty.
    package func percentile(_ share: Double) -> Double {
        precondition(!isEmpty, "a percentile of nothing")
        let sorted = sorted()
        let place = share * Double(count - 1)
        let lower = Int(place)
        let upper = Swift.min(lower + 1, count - 1)
        return sorted[lower] + (place - Double(lower)) * (sorted[upper] - sorted[lower])
    }
}

extension Duration {
    package var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}
