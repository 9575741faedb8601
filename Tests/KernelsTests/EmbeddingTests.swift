import Kernels
import TestSupport
import Testing

@Suite("Embedding")
struct EmbeddingTests {
    @Test(arguments: [1, 5, 16, 37])
    func forwardAndBackward(width: Int) {
        var generator = RandomGenerator(seed: 9, stream: .probes)
        let tokens = PackedTokens.random(lengths: [3, 1, 7, 2], vocabulary: 4, contextLength: 9, from: &generator)
        #expect(tokens.entryCount < tokens.count, "nothing is shared")
        let tokenTable = Grid.random(4, width, from: &generator)
        let positionTable = Grid.random(9, width, from: &generator)
        let output = Memory.unset(tokens.entryCount, width)
        Embedding.forward(
            tokens: tokens, tokenTable: Memory.matrix(tokenTable), positionTable: Memory.matrix(positionTable),
            output: output)
        let expected = Naive.embedding(tokens, tokenTable: tokenTable, positionTable: positionTable)
        #expect(Grid(output).values == expected.values.map { Double(Float($0)) })

        let cotangent = Grid.random(tokens.entryCount, width, from: &generator)
        let (tokenGradient, positionGradient) = (Memory.matrix(tokenTable), Memory.zeros(9, width))
        Embedding.backward(
            tokens: tokens, outputGradient: Memory.matrix(cotangent), tokenTableGradient: tokenGradient,
            positionTableGradient: positionGradient)
        func loss(_ tokenTable: Grid, _ positionTable: Grid) -> Double {
            sumOfProducts(
                cotangent.values,
                Naive.embedding(tokens, tokenTable: tokenTable, positionTable: positionTable).values)
        }
        let byToken = numericalGradient(at: tokenTable.values) {
            loss(Grid(rows: 4, columns: width, values: $0), positionTable)
        }
        let byPosition = numericalGradient(at: positionTable.values) {
            loss(tokenTable, Grid(rows: 9, columns: width, values: $0))
        }
        // The pass adds to the values that the table's gradient held; positions that no sequence reaches stay zero.
        #expect(relativeError(Grid(tokenGradient).values, zip(byToken, tokenTable.values).map { $0 + $1 }) < 1e-6)
        #expect(relativeError(Grid(positionGradient).values, byPosition) < 1e-6)
        #expect((7..<9).allSatisfy { row in (0..<width).allSatisfy { positionGradient[row, $0] == 0 } })
    }
}
