import Kernels
import Testing

@Suite("Packed tokens")
struct PackedTokensTests {
    private static func packed() -> PackedTokens {
        var tokens = PackedTokens()
        tokens.append([5, 6, 7], targets: [1, -1, 0])
        tokens.append([8], targets: [2])
        tokens.append([], targets: [])
        tokens.append([9, 5], targets: [-1, -1])
        return tokens
    }

    @Test("sequences lie end to end, and positions begin again in each") func layout() {
        let tokens = Self.packed()
        #expect(tokens.identifiers == [5, 6, 7, 8, 9, 5])
        #expect(tokens.positions == [0, 1, 2, 0, 0, 1])
        #expect(tokens.targets == [1, -1, 0, 2, -1, -1])
        #expect(tokens.branches.map(\.rows) == [0..<3, 3..<4, 4..<4, 4..<6])
        #expect(tokens.count == 6)
        #expect(tokens.longestSequence == 3)
        #expect(tokens.scoredCount == 3)
    }

    @Test("emptied, it is as new") func removeAll() {
        var tokens = Self.packed()
        tokens.removeAll()
        #expect(tokens.count == 0 && tokens.branches.isEmpty && tokens.positions.isEmpty && tokens.targets.isEmpty)
        #expect(tokens.longestSequence == 0 && tokens.scoredCount == 0)
        tokens.append([1, 2], targets: [0, 0])
        #expect(tokens.branches.map(\.rows) == [0..<2] && tokens.positions == [0, 1] && tokens.scoredCount == 2)
    }

    @Test("room made before holds nothing yet") func reserving() {
        let tokens = PackedTokens(reservingTokens: 100, sequences: 10)
        #expect(tokens.count == 0 && tokens.branches.isEmpty && tokens.scoredCount == 0)
    }
}
