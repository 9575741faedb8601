import Kernels
import Probes
import Testing

@Suite("Readout: split and score")
struct ReadoutScoreTests {
    private static func rows(_ counts: [Int]) -> WeightedRows { WeightedRows(counts: counts) }
    private static func row(_ values: [Double]) -> DoubleMatrix {
        DoubleMatrix(rows: 1, columns: values.count, values: values)
    }

    @Test("R² over tokens, by hand") func r2() {
        let targets = Self.row([0, 1, 2, 9])
        // The mean is (0 + 1 + 2 + 2)/4 = 1.25, and Σ(y − ȳ)² = 1.5625 + 0.0625 + 2 · 0.5625 = 2.75; the errors are 1,
        // 0, 0.5, 0.5.
        let predictions = Self.row([1, 1, 1.5, 100])
        #expect(ReadoutScore.r2(predictions, targets, over: Self.rows([1, 1, 2, 0])) == 1 - 1.5 / 2.75)
        #expect(ReadoutScore.r2(targets, targets, over: Self.rows([1, 1, 1, 1])) == 1)
        #expect(ReadoutScore.r2(Self.row([3, 3, 3, 3]), targets, over: Self.rows([1, 1, 1, 1])) == 0)
    }

    @Test("R² over several outputs, by hand") func severalOutputs() {
        let targets = DoubleMatrix(rows: 2, columns: 3, values: [0, 1, 2, 10, 10, 40])
        // Σ(y − ȳ)² = 2 + 600; the errors are 1, 0, 0 and 0, 0, 10.
        let predictions = DoubleMatrix(rows: 2, columns: 3, values: [1, 1, 2, 10, 10, 50])
        #expect(ReadoutScore.r2(predictions, targets, over: Self.rows([1, 1, 1])) == 1 - 101.0 / 602)
    }

    @Test("no R² where there is none") func noR2() {
        let targets = Self.row([1, 1, 2])
        #expect(ReadoutScore.r2(targets, targets, over: Self.rows([1, 5, 0])) == nil)
        #expect(ReadoutScore.r2(nil, targets, over: Self.rows([1, 1, 1])) == nil)
        #expect(ReadoutScore.r2(targets, targets, over: Self.rows([0, 0, 0])) == nil)
        #expect(ReadoutScore.r2(Self.row([1, .nan, 2]), targets, over: Self.rows([1, 1, 1])) == nil)
    }

    @Test("accuracy over tokens; of equal outputs the first counts") func accuracy() {
        let outputs = DoubleMatrix(rows: 3, columns: 4, values: [1, 0, 0, 5, 0, 2, 0, 5, 0, 1, 3, 0])
        let classes: [Int32] = [0, 2, 2, 1]
        #expect(ReadoutScore.accuracy(outputs, classes: classes, over: Self.rows([1, 2, 4, 1])) == 5.0 / 8)
        #expect(ReadoutScore.accuracy(outputs, classes: [0, 1, 2, 0], over: Self.rows([1, 1, 1, 1])) == 1)
        var holes = outputs
        holes[1, 0] = .nan
        #expect(ReadoutScore.accuracy(holes, classes: classes, over: Self.rows([1, 0, 0, 0])) == nil)
        #expect(ReadoutScore.accuracy(holes, classes: classes, over: Self.rows([0, 2, 4, 1])) == 4.0 / 7)
        #expect(ReadoutScore.accuracy(nil, classes: classes, over: Self.rows([1, 1, 1, 1])) == nil)
    }

    @Test("tokens are split in order, and unseen rows told apart") func split() {
        let split = ReadoutSplit(tokens: [2, 0, 2, 1, 0, 3, 3], fitted: 4, sampled: 2, rows: 5)
        #expect(split.fit.indices == [0, 1, 2] && split.fit.weights == [1, 1, 2])
        #expect(split.score.indices == [0, 3] && split.score.weights == [1, 2])
        #expect(split.unseen.indices == [3] && split.unseen.weights == [2])
        #expect(split.sample.indices == [0, 2] && split.sample.weights == [1, 1])
        #expect(split.fit.total == 4 && split.score.total == 3 && split.unseen.total == 2)
    }

    @Test("70 % of the tokens are fitted, every token is on one side, and a seed decides") func random() {
        let weights: [Int32] = (0..<200).map { Int32($0 % 7 + 1) }
        func split(_ seed: UInt64) -> ReadoutSplit {
            var generator = RandomGenerator(seed: seed, stream: .probes)
            return .random(weights: weights, sampled: 100, from: &generator)
        }
        let first = split(1)
        let tokens = weights.reduce(0) { $0 + Int($1) }
        #expect(first.fit.total == Double(tokens * 7 / 10) && first.fit.total + first.score.total == Double(tokens))
        var counts = [Double](repeating: 0, count: 200)
        for side in [first.fit, first.score] {
            for (row, weight) in zip(side.indices, side.weights) { counts[row] += weight }
        }
        #expect(first.sample.total == 100)
        #expect(counts == weights.map { Double($0) })
        #expect(split(1).fit.weights == first.fit.weights && split(1).fit.indices == first.fit.indices)
        #expect(split(2).fit.weights != first.fit.weights)
    }
}
