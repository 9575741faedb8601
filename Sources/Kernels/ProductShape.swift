/// One matrix product by its sizes: c [m, n] = a [m, k] · b [k, n], either factor read as it lies in memory or
/// transposed.
package struct ProductShape: Sendable, Hashable {
    package var m: Int
    package var n: Int
    package var k: Int
    package var isFirstTransposed: Bool
    package var isSecondTransposed: Bool

    package init(m: Int, n: Int, k: Int, isFirstTransposed: Bool, isSecondTransposed: Bool) {
        self.m = m
        self.n = n
        self.k = k
        self.isFirstTransposed = isFirstTransposed
        self.isSecondTransposed = isSecondTransposed
    }

    /// Multiplications and additions.
    package var operations: Double { 2 * Double(m) * Double(n) * Double(k) }
}
