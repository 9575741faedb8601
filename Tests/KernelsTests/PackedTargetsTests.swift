import Kernels
import Testing

@Suite("Packed targets")
struct PackedTargetsTests {
    @Test("what is negative is not scored, the rest as often as its weight says") func counts() {
        var targets = PackedTargets(reservingRows: 3, sequences: 1)
        #expect(targets.count == 0 && targets.scoredCount == 0 && targets.largestClass == -1)
        for (target, weight) in [(Int32(4), Int32(3)), (-1, 9), (0, 1), (2, 2)] {
            targets.append(target, weight: weight)
        }
        #expect(targets.classes == [4, -1, 0, 2] && targets.weights == [3, 9, 1, 2])
        #expect(targets.count == 4 && targets.scoredCount == 6 && targets.largestClass == 4)
        targets.removeAll()
        #expect(targets.count == 0 && targets.weights.isEmpty && targets.scoredCount == 0 && targets.largestClass == -1)
        targets.append(-1, weight: 5)
        #expect(targets.scoredCount == 0 && targets.largestClass == -1 && targets.sequences.isEmpty)
    }
}
