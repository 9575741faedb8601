import Kernels
import TestSupport
import Testing

/// Tests that a sequence counts as right only as a whole.
@Suite("Accuracy by sequence")
struct SequenceAccuracyTests {
    private static let sequences = [
        LabelledSequence(source: [1], tokens: [0, 1, 2], targets: [1, 2, 3]),
        LabelledSequence(source: [2], tokens: [0, 1, 2], targets: [1, -1, 0]),
        LabelledSequence(source: [3], tokens: [0], targets: [2]),
        LabelledSequence(source: [4], tokens: [1, 1], targets: [-1, -1]),
    ]
    /// How often each of the four sequences counts; there are 4 classes.
    private static let copies = [3, 2, 5, 1]

    private static func targets() -> PackedTargets {
        let layout = PackingExamples.layout(decoder: SequenceLayout.Input(vocabulary: 4, contextLength: 3))
        var packer = PackingExamples.packer(sequences, layout)
        for (index, count) in copies.enumerated() { packer.append(index, copies: count) }
        return packer.batch.targets
    }

    /// The sums for logits whose largest is the target's, except in the rows that are to be wrong.
    private static func sums(wrong: Set<Int>) -> CrossEntropy.Sums {
        let targets = targets()
        var generator = RandomGenerator(seed: 23, stream: .probes)
        var logits = Grid.random(targets.count, 4, scale: 0.1, from: &generator)
        for row in 0..<targets.count {
            let target = max(0, Int(targets.classes[row]))
            logits[row, wrong.contains(row) ? (target + 1) % 4 : target] += 5
        }
        return CrossEntropy.logProbabilitiesInPlace(logits: Memory.matrix(logits), targets: targets)
    }

    /// The sequences are rows 0–2, 3–5 (where 4 is not scored), 6, and 7–8 (neither is scored).
    @Test(
        "one wrong token makes it wrong, in every copy",
        arguments: [
            ([], 11), ([0], 8), ([2], 8), ([0, 1, 2], 8), ([3], 9), ([5], 9), ([4], 11), ([6], 6), ([7, 8], 11),
            ([1, 5, 6], 1),
        ] as [(Set<Int>, Int)])
    func wholeSequences(wrong: Set<Int>, right: Int) {
        let sums = Self.sums(wrong: wrong)
        #expect(sums.sequences == 11 && sums.correctSequences == right)
        #expect(sums.sequenceAccuracy == Double(right) / 11)
        let targets = Self.targets()
        let wrongTokens = wrong.filter { targets.classes[$0] >= 0 }.reduce(0) { $0 + Int(targets.weights[$1]) }
        #expect(sums.scored == 18 && sums.correct == 18 - wrongTokens)
    }

    @Test("sums add up over chunks; where rows are shared there is none") func sums() {
        var sums = Self.sums(wrong: [0])
        sums += Self.sums(wrong: [6])
        #expect(sums.sequences == 22 && sums.correctSequences == 14)
        let shared = CrossEntropy.logProbabilitiesInPlace(
            logits: Memory.matrix(Grid(rows: 1, columns: 2, values: [0, 1])), targets: PackedTargets([1]))
        #expect(shared.sequences == 0 && shared.sequenceAccuracy == nil && shared.accuracy == 1)
    }

    @Test("training does not count them") func training() {
        let targets = Self.targets()
        let logits = Memory.zeros(targets.count, 4)
        let sums = CrossEntropy.gradientInPlace(logits: logits, targets: targets, scale: 1)
        #expect(sums.sequences == 0 && sums.scored == 18)
    }
}
