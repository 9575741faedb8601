import Kernels
import TestSupport
import Testing

@Suite("Attention")
struct AttentionTests {
    @Test(arguments: AttentionCase.forward)
    func forward(test: AttentionCase) {
        let run = AttentionRun(test)
        #expect(relativeError(Grid(run.output).values, run.naive().values) < 5e-6)
        #expect(Memory.isUntouchedAround(run.output) && Memory.isUntouchedAround(run.probabilities))
        // Each row of probabilities sums to one, and no query sees the future or a key beyond its path.
        for head in 0..<test.heads {
            var query = 0
            for span in test.spans {
                let padded = Attention.probabilityStride(longest: span.keys.count)
                for _ in 0..<span.queries {
                    let row = run.probabilities.row(head * test.queryCount + query)
                    let visible = test.visible[query].count
                    let sum = (0..<visible).reduce(0) { $0 + Double(row[$1]) }
                    #expect(abs(sum - 1) < 1e-6)
                    #expect((visible..<padded).allSatisfy { row[$0] == 0 })
                    query += 1
                }
            }
        }
    }

    @Test("gradients, written over whatever their memory held", arguments: AttentionCase.backward)
    func backward(test: AttentionCase) {
        let run = AttentionRun(test)
        var generator = RandomGenerator(seed: 8, stream: .probes)
        let cotangent = Grid.random(test.queryCount, test.width, from: &generator)
        let unset = Grid(rows: test.queryCount, columns: test.width) { _, _ in .nan }
        let unsetKeys = Grid(rows: test.keyCount, columns: test.width) { _, _ in .nan }
        let gradients = AttentionRun.projections(test.storage, unset, unsetKeys, unsetKeys)
        run.attention.backward(
            spans: run.spans, input: run.inputs, probabilities: run.probabilities,
            outputGradient: Memory.matrix(cotangent), inputGradient: gradients, scratch: run.scratch)

        func numerical(_ point: Grid, _ output: (Grid) -> Grid) -> [Double] {
            numericalGradient(at: point.values) { values in
                let moved = Grid(rows: point.rows, columns: point.columns, values: values)
                return sumOfProducts(cotangent.values, output(moved).values)
            }
        }
        // Errors are in units of the largest of the three, as softmax makes the gradients of a few keys tiny.
        let expected = [
            numerical(run.queryGrid) { run.naive(queries: $0) }, numerical(run.keyGrid) { run.naive(keys: $0) },
            numerical(run.valueGrid) { run.naive(values: $0) },
        ]
        let ours = [gradients.queries, gradients.keys, gradients.values].map { Grid($0).values }
        #expect(relativeError(ours.flatMap { $0 }, expected.flatMap { $0 }) < 1e-5)
        guard test.storage == .separate else { return }
        for matrix in [gradients.queries, gradients.keys, gradients.values] {
            #expect(Memory.isUntouchedAround(matrix))
        }
    }

    /// In the second case the paths follow each other and leave the last key out: they look like all rows, and are not.
    @Test("keys that nobody sees have a gradient of zero", arguments: [[[1, 3]], [[0, 1], [2, 3]]] as [[[Int32]]])
    func unseenKeys(paths: [[Int32]]) {
        let test = AttentionCase(
            mask: .none, heads: 1, headWidth: 4, spans: paths.map { .init(queries: 2, keys: $0) }, keyCount: 5,
            storage: .memoryColumns)
        let run = AttentionRun(test)
        let unset = Grid(rows: 5, columns: 4) { _, _ in .nan }
        let gradients = AttentionRun.projections(
            .memoryColumns, Grid(rows: test.queryCount, columns: 4) { _, _ in .nan }, unset, unset)
        run.attention.backward(
            spans: run.spans, input: run.inputs, probabilities: run.probabilities,
            outputGradient: Memory.matrix(run.queryGrid), inputGradient: gradients, scratch: run.scratch)
        for row in 0..<5 {
            let isSeen = paths.joined().contains(Int32(row))
            for gradient in [gradients.keys, gradients.values] {
                #expect(Grid(gradient).row(row).allSatisfy { $0.isFinite })
                #expect(Grid(gradient).row(row).contains { $0 != 0 } == isSeen)
            }
        }
    }

    @Test("two spans on the same keys are what they are one by one", arguments: [Attention.Mask.causal, .none])
    func sameKeys(mask: Attention.Mask) {
        let keys: [Int32] = [0, 1, 2]
        let both = AttentionRun(
            AttentionCase(
                mask: mask, heads: 2, headWidth: 8,
                spans: [.init(queries: 3, keys: keys), .init(queries: 3, keys: keys)], keyCount: 3, storage: .separate))
        for span in 0..<2 {
            var alone = AttentionSpans()
            alone.append(queries: 3, keys: keys)
            let rows = span * 3..<span * 3 + 3
            let output = Memory.unset(3, 16)
            both.attention.forward(
                spans: alone,
                input: Attention.Projections(
                    queries: both.inputs.queries.rows(rows), keys: both.inputs.keys, values: both.inputs.values),
                probabilities: Memory.unset(6, 16), output: output, scratch: both.scratch)
            #expect(Grid(output) == Grid(both.output.rows(rows)))
        }
    }

    @Test("scores far apart neither overflow nor lose the largest") func extremes() {
        var spans = AttentionSpans()
        spans.append(queries: 3, keys: [0, 1, 2])
        // Queries and keys of ±40 in one head of width 1 give scores of ±1,600.
        let projections = Memory.matrix(Grid(rows: 3, columns: 3, values: [40, -40, 1, 40, 40, 2, -40, 40, 3]))
        let output = Memory.unset(3, 1)
        Attention(heads: 1, mask: .none).forward(
            spans: spans,
            input: Attention.Projections(
                queries: projections.columns(0..<1), keys: projections.columns(1..<2),
                values: projections.columns(2..<3)),
            probabilities: Memory.unset(3, 16), output: output,
            scratch: Memory.unset(1, Attention.scratchCount(longest: 3, queries: 3, headWidth: 1)).base)
        #expect(Grid(output).values == [2.5, 2.5, 1])
    }

    @Test("no spans, no work") func nothing() {
        let (empty, columns) = (Memory.unset(0, 8), Memory.columns(of: 4, [8, 8]))
        let attention = Attention(heads: 2, mask: .none)
        attention.forward(
            spans: AttentionSpans(), input: Attention.Projections(queries: empty, keys: columns[0], values: columns[1]),
            probabilities: Memory.unset(0, 0), output: empty, scratch: Memory.unset(1, 1).base)
        #expect(Memory.isUntouchedAround(empty))
    }
}
