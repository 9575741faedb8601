import Kernels
import TestSupport

/// A case with random numbers, after its forward pass.
struct AttentionRun {
    let test: AttentionCase
    let attention: Attention
    let spans: AttentionSpans
    let queryGrid, keyGrid, valueGrid: Grid
    let inputs: Parts
    let probabilities, output: Matrix
    let scratch: UnsafeMutablePointer<Float>

    struct Parts {
        let queries, keys, values: Matrix

        init(_ storage: AttentionCase.Storage, _ queries: Grid, _ keys: Grid, _ values: Grid) {
            switch storage {
            case .columns:
                let views = Memory.sideBySide([queries, keys, values])
                (self.queries, self.keys, self.values) = (views[0], views[1], views[2])
            case .memoryColumns:
                let views = Memory.sideBySide([keys, values])
                (self.queries, self.keys, self.values) = (Memory.matrix(queries), views[0], views[1])
            case .separate:
                self.queries = Memory.matrix(queries, stride: queries.columns + 3)
                (self.keys, self.values) = (Memory.matrix(keys), Memory.matrix(values, stride: values.columns + 1))
            }
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
        inputs = Parts(test.storage, queryGrid, keyGrid, valueGrid)
        let longest = test.longestPath
        probabilities = Memory.unset(test.heads * test.queryCount, Attention.probabilityStride(longest: longest))
        output = Memory.unset(test.queryCount, test.width)
        let queries = test.spans.map(\.queries).max() ?? 0
        scratch =
            Memory.unset(
                1, Attention.scratchCount(longest: longest, queries: queries, headWidth: test.headWidth)
            ).base
        attention.forward(
            spans: spans, queries: inputs.queries, keys: inputs.keys, values: inputs.values,
            probabilities: probabilities, output: output, scratch: scratch)
    }

    func naive(queries: Grid? = nil, keys: Grid? = nil, values: Grid? = nil) -> Grid {
        Naive.attention(
            queries: queries ?? queryGrid, keys: keys ?? keyGrid, values: values ?? valueGrid, visible: test.visible,
            heads: test.heads)
    }
}
