import Kernels
import TestSupport
import Testing

@Suite("Attention")
struct AttentionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let mask: Attention.Mask
        let heads: Int
        let headWidth: Int
        let lengths: [Int]
        var testDescription: String { "\(mask), \(heads) heads of \(headWidth), lengths \(lengths)" }

        static let forward: [Case] = [Attention.Mask.causal, .none].flatMap { mask in
            [8, 16, 32].flatMap { headWidth in
                [[1], [2], [15], [16], [17], [24], [33], [3, 1, 17, 2, 16]].map { lengths in
                    Case(mask: mask, heads: 2, headWidth: headWidth, lengths: lengths)
                }
            }
        } + [
            Case(mask: .causal, heads: 1, headWidth: 5, lengths: [4, 18]),
            Case(mask: .none, heads: 3, headWidth: 20, lengths: [7, 1, 32]),
            Case(mask: .causal, heads: 4, headWidth: 48, lengths: [9, 10]),
        ]

        /// Differences cost two whole passes for each of 3·N·D numbers, so these are small; the shapes are odd all the same.
        static let backward: [Case] = [Attention.Mask.causal, .none].flatMap { mask in
            [
                Case(mask: mask, heads: 2, headWidth: 8, lengths: [1, 2, 5]),
                Case(mask: mask, heads: 1, headWidth: 8, lengths: [15]),
                Case(mask: mask, heads: 1, headWidth: 16, lengths: [16]),
                Case(mask: mask, heads: 3, headWidth: 3, lengths: [17, 1]),
                Case(mask: mask, heads: 1, headWidth: 32, lengths: [3]),
                Case(mask: mask, heads: 1, headWidth: 8, lengths: [24]),
                Case(mask: mask, heads: 1, headWidth: 4, lengths: [33]),
            ]
        }
    }

    private struct Run {
        let attention: Attention
        let tokens: PackedTokens
        let given: Grid
        let projections, probabilities, output: Matrix
        let scratch: UnsafeMutablePointer<Float>
        let width: Int

        init(_ test: Case) {
            var generator = RandomGenerator(seed: 7, stream: .probes)
            attention = Attention(heads: test.heads, mask: test.mask)
            tokens = .random(lengths: test.lengths, vocabulary: 3, classes: 3, from: &generator)
            width = test.heads * test.headWidth
            given = .random(tokens.count, 3 * width, from: &generator)
            projections = Memory.matrix(given)
            let longest = tokens.longestSequence
            probabilities = Memory.unset(test.heads * tokens.count, Attention.probabilityStride(longest: longest))
            output = Memory.unset(tokens.count, width)
            scratch = Memory.unset(1, Attention.scratchCount(longest: longest, headWidth: test.headWidth)).base
            attention.forward(
                tokens: tokens, projections: projections, probabilities: probabilities, output: output, scratch: scratch)
        }
    }

    @Test(arguments: Case.forward)
    func forward(test: Case) {
        let run = Run(test)
        let expected = Naive.attention(
            run.given, sequences: run.tokens.branches.map(\.rows), heads: test.heads, mask: test.mask)
        #expect(relativeError(Grid(run.output).values, expected.values) < 5e-6)
        #expect(Memory.isUntouchedAround(run.output) && Memory.isUntouchedAround(run.probabilities))
        // Rows of probabilities sum to one, and nothing is seen of the future or beyond the sequence.
        for head in 0..<test.heads {
            for sequence in run.tokens.branches.map(\.rows) {
                for (position, token) in sequence.enumerated() {
                    let row = run.probabilities.row(head * run.tokens.count + token)
                    let visible = test.mask == .causal ? position + 1 : sequence.count
                    let sum = (0..<visible).reduce(0) { $0 + Double(row[$1]) }
                    #expect(abs(sum - 1) < 1e-6)
                    let padded = Attention.probabilityStride(longest: sequence.count)
                    #expect((visible..<padded).allSatisfy { row[$0] == 0 })
                }
            }
        }
    }

    @Test(arguments: Case.backward)
    func backward(test: Case) {
        let run = Run(test)
        var generator = RandomGenerator(seed: 8, stream: .probes)
        let cotangent = Grid.random(run.tokens.count, run.width, from: &generator)
        let gradient = Memory.unset(run.tokens.count, 3 * run.width)
        run.attention.backward(
            tokens: run.tokens, projections: run.projections, probabilities: run.probabilities,
            outputGradient: Memory.matrix(cotangent), projectionsGradient: gradient, scratch: run.scratch)
        let numerical = numericalGradient(at: run.given.values) { values in
            let moved = Grid(rows: run.given.rows, columns: run.given.columns, values: values)
            let output = Naive.attention(
                moved, sequences: run.tokens.branches.map(\.rows), heads: test.heads, mask: test.mask)
            return sumOfProducts(cotangent.values, output.values)
        }
        #expect(relativeError(Grid(gradient).values, numerical) < 1e-5)
        #expect(Memory.isUntouchedAround(gradient))
    }

    @Test("scores far apart neither overflow nor lose the largest") func extremes() {
        var tokens = PackedTokens()
        tokens.append([0, 0, 0], targets: [0, 0, 0])
        // Queries and keys of ±40 in one head of width 1: scores of ±1,600.
        let projections = Memory.matrix(Grid(rows: 3, columns: 3, values: [40, -40, 1, 40, 40, 2, -40, 40, 3]))
        let probabilities = Memory.unset(3, 16)
        let output = Memory.unset(3, 1)
        Attention(heads: 1, mask: .none).forward(
            tokens: tokens, projections: projections, probabilities: probabilities, output: output,
            scratch: Memory.unset(1, Attention.scratchCount(longest: 3, headWidth: 1)).base)
        #expect(Grid(output).values == [2.5, 2.5, 1])
    }
}
