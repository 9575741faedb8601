/// Three sizes of a case, with a name for the test's report.
package struct Sizes: Sendable, CustomStringConvertible {
    package let rows: Int
    package let inner: Int
    package let columns: Int

    package init(_ rows: Int, _ inner: Int, _ columns: Int) {
        self.rows = rows
        self.inner = inner
        self.columns = columns
    }

    package var description: String { "\(rows)×\(inner)×\(columns)" }

    /// One, below, at and above a vector register of sixteen, and none of them a multiple of the others.
    package static let odd = [
        Sizes(1, 1, 1), Sizes(2, 3, 5), Sizes(3, 15, 17), Sizes(7, 16, 13), Sizes(17, 33, 7), Sizes(5, 31, 47),
    ]
}
