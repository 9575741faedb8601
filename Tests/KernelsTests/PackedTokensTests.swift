import Kernels
import Testing

@Suite("Packed tokens")
struct PackedTokensTests {
    private static func packed() -> PackedTokens {
        var tokens = PackedTokens(vocabulary: 10, contextLength: 4)
        tokens.append([5, 6, 7])
        tokens.append([8])
        tokens.append([])
        tokens.append([5, 6, 6, 5])
        tokens.append([5])
        return tokens
    }

    @Test("sequences lie end to end, and positions begin again in each") func layout() {
        let tokens = Self.packed()
        #expect(tokens.entryOfRow.map { tokens.identifiers[Int($0)] } == [5, 6, 7, 8, 5, 6, 6, 5, 5])
        #expect(tokens.entryOfRow.map { tokens.positions[Int($0)] } == [0, 1, 2, 0, 0, 1, 2, 3, 0])
        #expect(tokens.spans.spans.map(\.queries) == [0..<3, 3..<4, 4..<4, 4..<8, 8..<9])
        #expect(
            tokens.spans.spans.map { tokens.spans.keyRows[$0.path].map { Int($0) } }
                == [[0, 1, 2], [3], [], [4, 5, 6, 7], [8]])
        #expect(tokens.count == 9 && tokens.spans.queryCount == 9)
        #expect(tokens.longestSequence == 4)
    }

    @Test("each distinct pair of token and position is one entry, in the order of arrival") func entries() {
        let tokens = Self.packed()
        #expect(tokens.identifiers == [5, 6, 7, 8, 6, 5])
        #expect(tokens.positions == [0, 1, 2, 0, 2, 3])
        #expect(tokens.entryOfRow == [0, 1, 2, 3, 0, 1, 4, 5, 0])
        #expect(tokens.entryCount == 6)
    }

    @Test("emptied, it is as new: no entry is remembered") func removeAll() {
        var tokens = Self.packed()
        tokens.removeAll()
        #expect(tokens.count == 0 && tokens.entryCount == 0 && tokens.positions.isEmpty && tokens.spans.spans.isEmpty)
        #expect(tokens.longestSequence == 0 && tokens.spans.keyRows.isEmpty && tokens.spans.queryCount == 0)
        tokens.append([6, 6])
        #expect(tokens.identifiers == [6, 6] && tokens.positions == [0, 1] && tokens.entryOfRow == [0, 1])
        #expect(tokens.spans.spans.map(\.queries) == [0..<2] && tokens.spans.keyRows == [0, 1])
    }

    @Test("every token at every place at once") func fullTable() {
        var tokens = PackedTokens(vocabulary: 3, contextLength: 5)
        for _ in 0..<2 {
            for token in Int32(0)..<3 { tokens.append(Array(repeating: token, count: 5)) }
        }
        #expect(tokens.count == 30 && tokens.entryCount == 15)
        #expect(tokens.entryOfRow == (0..<2).flatMap { _ in Array(0..<15) })
        #expect(tokens.identifiers == [0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2])
        #expect(tokens.positions == [0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1, 2, 3, 4])
    }

    @Test("room made before holds nothing yet") func reserving() {
        let tokens = PackedTokens(vocabulary: 10, contextLength: 4, reservingTokens: 100, sequences: 10)
        #expect(tokens.count == 0 && tokens.entryCount == 0 && tokens.spans.spans.isEmpty)
    }
}
