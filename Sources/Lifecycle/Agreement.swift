/// Counts how often two classes were the same.
package struct Agreement: Sendable, Equatable {
    /// How many comparisons found the same class twice.
    package private(set) var agreed = 0
    /// How many comparisons there were.
    package private(set) var total = 0

    /// Starts without a comparison.
    package init() {}

    /// `agreed` / `total`; nil before the first comparison.
    package var share: Double? { total > 0 ? Double(agreed) / Double(total) : nil }

    mutating func count(_ isSame: Bool) {
        total += 1
        if isSame { agreed += 1 }
    }
}
