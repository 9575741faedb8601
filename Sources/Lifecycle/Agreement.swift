/// How often two classes were the same.
package struct Agreement: Sendable, Equatable {
    /// Comparisons in which both classes were the same.
    package private(set) var agreed = 0
    /// All comparisons.
    package private(set) var total = 0

    /// No comparison yet.
    package init() {}

    /// The share of comparisons that agreed, from 0 to 1; nil before the first.
    package var share: Double? { total > 0 ? Double(agreed) / Double(total) : nil }

    mutating func count(_ isSame: Bool) {
        total += 1
        if isSame { agreed += 1 }
    }
}
