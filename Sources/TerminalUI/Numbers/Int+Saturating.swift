extension Int {
    /// Rounds towards zero. A value beyond the range becomes the nearest integer that there is, and no number becomes
    /// 0.
    ///
    /// For values from outside, with which `Int(_:)` would end the program.
    package init(saturating value: Double) {
        if let exact = Int(exactly: value.rounded(.towardZero)) {
            self = exact
        } else {
            self = value.isNaN ? 0 : value < 0 ? .min : .max
        }
    }
}
