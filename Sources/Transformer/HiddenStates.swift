/// What a model's layers hold at the rows that are scored: M rows, in the order of a `StateReader`.
package struct HiddenStates: Sendable {
    /// D.
    package let width: Int
    /// The residual stream [M, D] before the first layer (tok + pos), then after each layer: L + 1 of them.
    package let streams: [[Float]]
    /// What the head reads [M, D]: the last stream after the final LayerNorm. (A decoder's own and the one before the
    /// head follow each other; this is after both.)
    package let normed: [Float]
}
