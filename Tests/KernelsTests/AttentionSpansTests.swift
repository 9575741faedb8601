import Kernels
import Testing

@Suite("Attention spans")
struct AttentionSpansTests {
    @Test("queries follow each other, paths lie end to end") func layout() {
        var spans = AttentionSpans()
        spans.append(queries: 2, keys: [4, 0, 7])
        spans.append(queries: 0, keys: [])
        spans.append(queries: 1, keys: [4, 0, 7, 1])
        #expect(spans.spans.map(\.queries) == [0..<2, 2..<2, 2..<3])
        #expect(spans.spans.map(\.path) == [0..<3, 3..<3, 3..<7])
        #expect(spans.keyRows == [4, 0, 7, 4, 0, 7, 1])
        #expect(spans.queryCount == 3 && spans.longestPath == 4)
        spans.removeAll()
        #expect(spans.spans.isEmpty && spans.keyRows.isEmpty && spans.queryCount == 0 && spans.longestPath == 0)
        spans.append(queries: 1, keys: [9])
        #expect(spans.spans.map(\.queries) == [0..<1] && spans.spans.map(\.path) == [0..<1] && spans.longestPath == 1)
    }
}
