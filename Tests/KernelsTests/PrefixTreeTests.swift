import Kernels
import Testing

@Suite("Prefix tree")
struct PrefixTreeTests {
    private static func sequence(_ tokens: [Int32]) -> LabelledSequence {
        LabelledSequence(tokens: tokens, targets: tokens.map { $0 + 1 })
    }

    @Test("equal beginnings are one node, and neighbours in the order")
    func sharing() {
        let tree = PrefixTree([[0, 1, 2], [3], [0, 1, 4, 5], [0, 1, 2]].map(Self.sequence), sharing: .prefixes)
        #expect(tree.nodeCount == 6)
        #expect(tree.commonLength(0, 2) == 2 && tree.commonLength(0, 3) == 3 && tree.commonLength(0, 1) == 0)
        #expect(tree.order == [0, 3, 2, 1])
        #expect(tree.longestSequence == 4)
    }

    @Test("another target is another node, as it is another row of the loss")
    func targets() {
        let tree = PrefixTree(
            [LabelledSequence(tokens: [0, 1], targets: [5, 6]), LabelledSequence(tokens: [0, 1], targets: [5, 7])],
            sharing: .prefixes)
        #expect(tree.nodeCount == 3)
    }

    @Test("where every token sees the whole sequence only equal sequences share")
    func wholeSequences() {
        let tree = PrefixTree([[0, 1, 2], [0, 1, 4], [0, 1, 2]].map(Self.sequence), sharing: .wholeSequences)
        #expect(tree.nodeCount == 6)
        #expect(tree.commonLength(0, 2) == 3 && tree.commonLength(0, 1) == 0)
    }

    @Test("packing: rows once, weights as often as they occur, paths from the first token on")
    func packing() {
        let tree = PrefixTree([[0, 1, 2], [0, 1], [0, 1, 4, 5]].map(Self.sequence), sharing: .prefixes)
        var packer = PrefixPacker(tree: tree, reservingTokens: 10, sequences: 4)
        for _ in 0..<2 {
            packer.removeAll()
            packer.append(0, copies: 2)
            packer.append(1, copies: 1)
            packer.append(2, copies: 3)
            let tokens = packer.tokens
            #expect(tokens.identifiers == [0, 1, 2, 4, 5])
            #expect(tokens.positions == [0, 1, 2, 2, 3])
            #expect(tokens.targets == [1, 2, 3, 5, 6])
            #expect(tokens.weights == [6, 6, 2, 3, 3])
            #expect(tokens.scoredCount == 20)
            #expect(tokens.longestSequence == 4)
            #expect(tokens.branches.map(\.rows) == [0..<3, 3..<5])
            #expect(tokens.branches.map { $0.path.map { tokens.pathRows[$0] } } == [[0, 1, 2], [0, 1, 3, 4]])
        }
    }
}
