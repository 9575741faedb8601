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

    @Test("lengths, and the order: equal sequences as they were given") func order() {
        let tree = PrefixTree([[1], [0, 2], [1], [0, 1, 1], [0]].map(Self.sequence), sharing: .prefixes)
        #expect((0..<5).map(tree.length) == [1, 2, 1, 3, 1])
        let neighbours = zip(tree.order, tree.order.dropFirst()).map { tree.commonLength($0, $1) }
        #expect(Set(tree.order) == Set(0..<5) && neighbours.reduce(0, +) == 3)
        #expect(tree.order.firstIndex(of: 0)! + 1 == tree.order.firstIndex(of: 2)!)
    }

    @Test("where every token sees the whole sequence only equal sequences share")
    func wholeSequences() {
        let tree = PrefixTree([[0, 1, 2], [0, 1, 4], [0, 1, 2]].map(Self.sequence), sharing: .wholeSequences)
        #expect(tree.nodeCount == 6)
        #expect(tree.commonLength(0, 2) == 3 && tree.commonLength(0, 1) == 0)
    }
}
