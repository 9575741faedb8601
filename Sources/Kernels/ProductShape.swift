/// The sizes of one matrix product, c [m, n] = a [m, k] · b [k, n], where either factor may lie transposed in memory.
package struct ProductShape: Sendable, Hashable {
    /// Rows of the result.
    package var m: Int
    /// Columns of the result.
    package var n: Int
    /// Columns of the first factor, and rows of the second.
    package var k: Int
    /// Whether a lies in memory as [k, m].
    package var isFirstTransposed: Bool
    /// Whether b lies in memory as [n, k].
    package var isSecondTransposed: Bool

    /// Makes a shape from its members.
    package init(m: Int, n: Int, k: Int, isFirstTransposed: Bool, isSecondTransposed: Bool) {
        self.m = m
        self.n = n
        self.k = k
        self.isFirstTransposed = isFirstTransposed
        self.isSecondTransposed = isSecondTransposed
    }

    /// 2 m n k, the multiplications and additions.
    package var operations: Double { 2 * Double(m) * Double(n) * Double(k) }
}
