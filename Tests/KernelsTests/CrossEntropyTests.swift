import Kernels
import TestSupport
import Testing

@Suite("Cross-entropy")
struct CrossEntropyTests {
    /// The sizes are N × (unused) × C.
    private static let sizes = [
        Sizes(1, 1, 2), Sizes(9, 1, 5), Sizes(7, 1, 13), Sizes(5, 1, 16), Sizes(6, 1, 17), Sizes(4, 1, 97),
    ]

    @Test(arguments: sizes)
    func gradient(sizes: Sizes) {
        var generator = RandomGenerator(seed: 10, stream: .probes)
        let logits = Grid.random(sizes.rows, sizes.columns, scale: 3, from: &generator)
        // The last row always has a target, and one row in three has none.
        let targets = (0..<sizes.rows).map { row in
            row % 3 == 1 ? -1 : Int32(generator.integer(below: sizes.columns))
        }
        let scale: Float = 0.37
        let matrix = Memory.matrix(logits)
        let sums = CrossEntropy.gradientInPlace(logits: matrix, targets: PackedTargets(targets), scale: scale)
        let expected = Naive.crossEntropySum(logits, targets: targets)
        #expect(abs(sums.loss - expected) < 1e-6 * expected)
        #expect(sums.scored == targets.filter { $0 >= 0 }.count)
        let numerical = numericalGradient(at: logits.values) { values in
            Double(scale)
                * Naive.crossEntropySum(
                    Grid(rows: sizes.rows, columns: sizes.columns, values: values), targets: targets)
        }
        #expect(largestDifference(Grid(matrix).values, numerical) < 1e-6 * Double(scale))
        for row in targets.indices where targets[row] < 0 {
            #expect((0..<sizes.columns).allSatisfy { matrix[row, $0] == 0 }, "an ignored row has no gradient")
        }
        #expect(Memory.isUntouchedAround(matrix))
    }

    @Test(arguments: sizes)
    func logProbabilities(sizes: Sizes) {
        var generator = RandomGenerator(seed: 11, stream: .probes)
        let logits = Grid.random(sizes.rows, sizes.columns, mean: 50, scale: 4, from: &generator)
        let targets = (0..<sizes.rows).map { $0 % 3 == 1 ? -1 : Int32(generator.integer(below: sizes.columns)) }
        let matrix = Memory.matrix(logits)
        let sums = CrossEntropy.logProbabilitiesInPlace(logits: matrix, targets: PackedTargets(targets))
        let expected = (0..<sizes.rows).flatMap { row in
            Naive.logSoftmax((0..<sizes.columns).map { logits[row, $0] })
        }
        #expect(relativeError(Grid(matrix).values, expected) < 1e-6)
        #expect(abs(sums.loss - Naive.crossEntropySum(logits, targets: targets)) < 1e-6 * sums.loss)

        let scoredAsGradient = CrossEntropy.gradientInPlace(
            logits: Memory.matrix(logits), targets: PackedTargets(targets), scale: 1)
        #expect(sums.correct == scoredAsGradient.correct && sums.scored == scoredAsGradient.scored)
    }

    @Test("a row counts as often as its weight says, in loss, gradient and accuracy", arguments: sizes)
    func weights(sizes: Sizes) {
        var generator = RandomGenerator(seed: 24, stream: .probes)
        let logits = Grid.random(sizes.rows, sizes.columns, scale: 3, from: &generator)
        let classes = (0..<sizes.rows).map { $0 % 4 == 1 ? -1 : Int32(generator.integer(below: sizes.columns)) }
        let weights = (0..<sizes.rows).map { _ in 1 + Int32(generator.integer(below: 6)) }
        let targets = PackedTargets(classes, weights: weights)
        let matrix = Memory.matrix(logits)
        let sums = CrossEntropy.gradientInPlace(logits: matrix, targets: targets, scale: 0.37)
        let expected = Naive.crossEntropySum(logits, targets: classes, weights: weights)
        #expect(abs(sums.loss - expected) < 1e-6 * expected)
        #expect(sums.scored == zip(classes, weights).reduce(0) { $0 + ($1.0 < 0 ? 0 : Int($1.1)) })
        let numerical = numericalGradient(at: logits.values) { values in
            Double(Float(0.37))
                * Naive.crossEntropySum(
                    Grid(rows: sizes.rows, columns: sizes.columns, values: values), targets: classes, weights: weights)
        }
        #expect(largestDifference(Grid(matrix).values, numerical) < 1e-6 * 0.37 * 6)

        let right = (0..<sizes.rows).filter { row in
            classes[row] >= 0 && logits[row, Int(classes[row])] == logits.row(row).max()
        }
        #expect(sums.correct == right.reduce(0) { $0 + Int(weights[$1]) })
        let evaluated = CrossEntropy.logProbabilitiesInPlace(logits: Memory.matrix(logits), targets: targets)
        #expect(abs(evaluated.loss - expected) < 1e-6 * expected)
        #expect(evaluated.correct == sums.correct && evaluated.scored == sums.scored)
    }

    @Test("among equal logits the first counts as the answer", arguments: [3, 16, 20])
    func ties(columns: Int) {
        let tied: Set<Int> = [1, columns - 1]
        let logits = Grid(rows: 3, columns: columns) { tied.contains($1) ? 2 : -1 }
        let targets = PackedTargets([1, Int32(columns - 1), 0])
        #expect(CrossEntropy.gradientInPlace(logits: Memory.matrix(logits), targets: targets, scale: 1).correct == 1)
        #expect(CrossEntropy.logProbabilitiesInPlace(logits: Memory.matrix(logits), targets: targets).correct == 1)
    }

    @Test("logits a thousand apart give a finite loss") func extremes() {
        let logits = Grid(rows: 2, columns: 3, values: [1_000, 0, -1_000, -1_000, 0, 1_000])
        let sums = CrossEntropy.logProbabilitiesInPlace(logits: Memory.matrix(logits), targets: PackedTargets([0, 0]))
        #expect(sums.loss == 2_000)
        #expect(sums.correct == 1)
    }

    /// e^−16 stays beside 1 in single precision, e^−17 < 2⁻²⁴ does not; with 16 of them it stays again, as they are
    /// added up before the 1 comes.
    @Test(
        "a loss is zero where all other classes are lost beside 1, and the gradient then has nothing of the target",
        arguments: [(2, 16, false), (2, 17, true), (17, 17, false), (17, 20, true)] as [(Int, Double, Bool)])
    func zeroLoss(columns: Int, distance: Double, isZero: Bool) {
        // Right, wrong, without a target, and right once more.
        let logits = Grid(rows: 4, columns: columns) { $1 == 0 ? 3 : 3 - distance }
        let targets = PackedTargets([0, 1, -1, 0], weights: [2, 5, 7, 3])
        let matrix = Memory.matrix(logits)
        let sums = CrossEntropy.logProbabilitiesInPlace(logits: matrix, targets: targets)
        #expect(sums.zeroLoss == (isZero ? 5 : 0))
        #expect(sums.zeroLossShare == (isZero ? 0.5 : 0) && sums.scored == 10)
        let gradient = Memory.matrix(logits)
        _ = CrossEntropy.gradientInPlace(logits: gradient, targets: targets, scale: 1)
        #expect((gradient[0, 0] == 0) == isZero && (gradient[3, 0] == 0) == isZero && gradient[1, 1] != 0)
    }

    @Test func meansOfNothing() {
        let empty = CrossEntropy.Sums()
        #expect(empty.meanLoss == 0 && empty.accuracy == 0 && empty.zeroLossShare == 0)
        var sums = CrossEntropy.Sums()
        (sums.loss, sums.correct, sums.scored, sums.zeroLoss) = (6, 3, 4, 1)
        var twice = sums
        twice += sums
        #expect(twice.meanLoss == 1.5 && twice.accuracy == 0.75 && twice.scored == 8 && twice.zeroLossShare == 0.25)
    }
}
