/// How often two classes were the same.
package struct Agreement: Sendable, Equatable {
    package private(set) var agreed = 0
    package private(set) var total = 0

    package init() {}

    /// nil before the first comparison.
    package var share: Double? { total > 0 ? Double(agreed) / Double(total) : nil }

    mutating func count(_ isSame: Bool) {
        total += 1
        if isSame { agreed += 1 }
    }
}
