extension Int {
    /// A number that somebody else may have written, towards zero: what is too large becomes the largest that there is,
    /// and what is no number 0. `Int(_:)` would end the program there.
    package init(saturating value: Double) {
        if let exact = Int(exactly: value.rounded(.towardZero)) {
            self = exact
        } else {
            self = value.isNaN ? 0 : value < 0 ? .min : .max
        }
    }
}
