import Kernels
import TestSupport

/// A case with random numbers, after its forward pass.
struct AttentionRun {
    let test: AttentionCase
    let attention: Attention
    let spans: AttentionSpans
    let queryGrid, keyGrid, valueGrid: Grid
    let inputs: Attention.Projections
    let probabilities, output: Matrix
    let scratch: UnsafeMutablePointer<Float>

    /// Memory with the values of three grids.
    static func projections(
        _ storage: AttentionCase.Storage, _ queries: Grid, _ keys: Grid, _ values: Grid
    ) -> Attention.Projections {
        switch storage {
        case .columns:
            let views = Memory.sideBySide([queries, keys, values])
            return Attention.Projections(queries: views[0], keys: views[1], values: views[2])
        case .memoryColumns:
            let views = Memory.sideBySide([keys, values])
            return Attention.Projections(queries: Memory.matrix(queries), keys: views[0], values: views[1])
        case .separate:
            return Attention.Projections(
                queries: Memory.matrix(queries, stride: queries.columns + 3), keys: Memory.matrix(keys),
                values: Memory.matrix(values, stride: values.columns + 1))
        }
    }

    init(_ test: AttentionCase) {
        self.test = test
        var generator = RandomGenerator(seed: 7, stream: .probes)
        attention = Attention(heads: test.heads, mask: test.mask)
        spans = test.packed
        queryGrid = .random(test.queryCount, test.width, from: &generator)
        keyGrid = .random(test.keyCount, test.width, from: &generator)
        valueGrid = .random(test.keyCount, test.width, from: &generator)
        inputs = Self.projections(test.storage, queryGrid, keyGrid, valueGrid)
        let longest = test.longestPath
        probabilities = Memory.unset(test.heads * test.queryCount, Attention.probabilityStride(longest: longest))
        output = Memory.unset(test.queryCount, test.width)
        let queries = test.spans.map(\.queries).max() ?? 0
        scratch =
            Memory.unset(
                1, Attention.scratchCount(longest: longest, queries: queries, headWidth: test.headWidth)
            ).base
        attention.forward(
            spans: spans, input: inputs, probabilities: probabilities, output: output, scratch: scratch)
    }

    func naive(queries: Grid? = nil, keys: Grid? = nil, values: Grid? = nil) -> Grid {
        Naive.attention(
            queries: queries ?? queryGrid, keys: keys ?? keyGrid, values: values ?? valueGrid, visible: test.visible,
            heads: test.heads)
    }
}
