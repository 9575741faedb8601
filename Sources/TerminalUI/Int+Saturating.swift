extension Int {
    /// Rounds a foreign number towards zero: a number that is too large becomes the nearest possible one, and a NaN
    /// becomes 0. `Int(_:)` would end the program there.
    package init(saturating value: Double) {
        if let exact = Int(exactly: value.rounded(.towardZero)) {
            self = exact
        } else {
            self = value.isNaN ? 0 : value < 0 ? .min : .max
        }
    }
}
