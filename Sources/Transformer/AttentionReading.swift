package import Kernels

/// One attention of a forward pass, as its workspace holds it: what every query made of the keys that it saw.
///
/// Where first tokens alone are read out, the last layer has no other query than those.
package struct AttentionReading {
    /// Which attention of the model it is.
    package let place: AttentionPlace
    /// Its heads and its mask.
    package let attention: Attention
    let spans: AttentionSpans
    /// [H·M, stride]: head h of query m is row h·M + m.
    let probabilities: Matrix
    /// [M] how many tokens each query stands for.
    let copies: [Int32]

    /// A query of one head.
    package struct Query {
        /// The number of the head, from 0.
        package let head: Int
        /// Its place in its own sequence, from 0.
        package let position: Int
        /// How many tokens it stands for.
        package let copies: Int
        /// The probability of each key that it sees, by position from 0. They sum to 1, up to rounding.
        package let probabilities: UnsafeBufferPointer<Float>
    }

    /// Calls `body` for every query of every head: heads in their order, and of each the queries in the order of their
    /// rows.
    package func forEachQuery(_ body: (Query) -> Void) {
        for head in 0..<attention.heads {
            for span in spans.spans {
                let (keyCount, queryCount) = (span.path.count, span.queries.count)
                for (index, row) in span.queries.enumerated() {
                    let isCausal = attention.mask == .causal
                    let visible = isCausal ? keyCount - queryCount + index + 1 : keyCount
                    body(
                        Query(
                            head: head, position: isCausal ? visible - 1 : index, copies: Int(copies[row]),
                            probabilities: UnsafeBufferPointer(
                                start: probabilities.row(head * spans.queryCount + row), count: visible)))
                }
            }
        }
    }
}
