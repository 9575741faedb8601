import Kernels
import RunEvents
import Tasks
import Testing

@Suite("Dyck-1")
struct DyckTaskTests {
    private static let sequences: [LabelledSequence] = {
        var generator = RandomGenerator(seed: 1, stream: .testData)
        return DyckTask.sequences(count: 24_000, from: &generator)
    }()

    @Test("every string is balanced, and its targets are its depths") func balance() {
        for sequence in Self.sequences {
            var depth: Int32 = 0
            var depths: [Int32] = []
            for token in sequence.tokens {
                guard token == DyckTask.openBracket || token == DyckTask.closeBracket else {
                    Issue.record("token \(token)")
                    continue
                }
                depth += token == DyckTask.openBracket ? 1 : -1
                depths.append(depth)
            }
            #expect(sequence.targets == depths)
            #expect(depth == 0 && depths.allSatisfy { (0..<Int32(DyckTask.classes)).contains($0) })
            #expect((2...DyckTask.maximumTokens).contains(sequence.tokens.count) && sequence.tokens.count % 2 == 0)
        }
    }

    @Test("1 to 12 pairs, equally often") func pairs() {
        var counts: [Int: Int] = [:]
        for sequence in Self.sequences { counts[sequence.tokens.count / 2, default: 0] += 1 }
        #expect(counts.keys.sorted() == Array(1...12))
        // 2,000 of each expected, with a standard deviation of √(24,000 · 11)/12 = 43; four of them.
        #expect(counts.values.allSatisfy { abs($0 - 2_000) < 172 }, "\(counts)")
    }

    @Test("where both brackets are legal, 0.55 of them open") func openProbability() {
        var (opened, free) = (0, 0)
        for sequence in Self.sequences {
            var (depth, opens) = (0, 0)
            let pairs = sequence.tokens.count / 2
            for token in sequence.tokens {
                if depth > 0, opens < pairs {
                    free += 1
                    if token == DyckTask.openBracket { opened += 1 }
                }
                depth += token == DyckTask.openBracket ? 1 : -1
                if token == DyckTask.openBracket { opens += 1 }
            }
        }
        #expect(free > 100_000)
        // Standard error √(0.55 · 0.45 / 100,000) = 0.0016; four of them.
        #expect(abs(Double(opened) / Double(free) - 0.55) < 0.0063)
    }

    @Test("the shape that the task asks of a model") func shape() {
        let shape = TaskShape(TaskPreset.config(for: .dyck))
        #expect(shape.vocabulary == 3 && shape.classes == 13 && shape.longestSequence == 24)
        #expect(shape.sourceVocabulary == nil && shape.longestSource == nil)
        #expect(shape.mask == .causal && shape.readOut == .everyToken)
    }
}
