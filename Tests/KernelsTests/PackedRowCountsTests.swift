import Kernels
import Testing

@Suite("Packed row counts")
struct PackedRowCountsTests {
    private typealias Rows = PackedRowCounts.Rows

    private static let small = PackedRowCounts(
        encoder: Rows(entries: 3, rows: 5, longestSequence: 4), decoder: Rows(entries: 2, rows: 7, longestSequence: 2),
        logits: 7)

    /// The counts of `small`, each with one number larger.
    private static let larger: [PackedRowCounts] = {
        let paths: [WritableKeyPath<PackedRowCounts, Int>] = [
            \.encoder.entries, \.encoder.rows, \.encoder.longestSequence, \.logits,
        ]
        let decoderPaths: [WritableKeyPath<Rows, Int>] = [\.entries, \.rows, \.longestSequence]
        return paths.map { path in
            var counts = small
            counts[keyPath: path] += 1
            return counts
        }
            + decoderPaths.map { path in
                var counts = small
                counts.decoder?[keyPath: path] += 1
                return counts
            }
    }()

    @Test("there is room only where there is room for everything") func contains() {
        #expect(Self.small.contains(Self.small) && Self.larger.count == 7)
        for counts in Self.larger {
            #expect(counts.contains(Self.small) && !Self.small.contains(counts), "\(counts)")
        }
        var alone = Self.small
        alone.decoder = nil
        #expect(alone.contains(alone) && !alone.contains(Self.small) && !Self.small.contains(alone))
    }

    @Test("grown to others, there is room for each") func grow() {
        var room = Self.small
        for counts in Self.larger { room.grow(to: counts) }
        #expect(Self.larger.allSatisfy { room.contains($0) })
        #expect(
            room
                == PackedRowCounts(
                    encoder: Rows(entries: 4, rows: 6, longestSequence: 5),
                    decoder: Rows(entries: 3, rows: 8, longestSequence: 3), logits: 8))
        room.grow(to: Self.small)
        #expect(room.logits == 8 && room.encoder.rows == 6)
    }

    @Test func largest() {
        #expect(Self.small.largest == 7)
        let alone = PackedRowCounts(encoder: Rows(entries: 1, rows: 9, longestSequence: 1), decoder: nil, logits: 2)
        #expect(alone.largest == 9)
    }
}
