import Kernels
import TestSupport
import Testing

@Suite("LayerNorm")
struct LayerNormTests {
    private struct Case {
        let x, gain, bias, cotangent, stream: Grid

        init(_ sizes: Sizes) {
            var generator = RandomGenerator(seed: 4, stream: .probes)
            x = .random(sizes.rows, sizes.columns, mean: 0.5, scale: 2, from: &generator)
            gain = .random(1, sizes.columns, mean: 1, scale: 0.3, from: &generator)
            bias = .random(1, sizes.columns, from: &generator)
            cotangent = .random(sizes.rows, sizes.columns, from: &generator)
            stream = .random(sizes.rows, sizes.columns, from: &generator)
        }
    }

    /// Sizes of more than one column. In a row of one, the normalized value is 0 and no gradient passes; a test of its
    /// own covers that.
    private static let sizes = Sizes.odd.filter { $0.columns > 1 }

    @Test(arguments: sizes)
    func forwardAndBackward(sizes: Sizes) {
        let given = Case(sizes)
        let x = Memory.matrix(given.x)
        let gain = Memory.matrix(given.gain).base
        let output = Memory.unset(sizes.rows, sizes.columns)
        let statistics = LayerNorm.Statistics(
            mean: Memory.unset(1, sizes.rows).base, inverseDeviation: Memory.unset(1, sizes.rows).base)
        LayerNorm.forward(
            input: x, gain: gain, bias: Memory.matrix(given.bias).base, output: output, statistics: statistics)
        let expected = Naive.layerNorm(given.x, gain: given.gain.values, bias: given.bias.values)
        #expect(relativeError(Grid(output).values, expected.values) < 2e-6)
        #expect(Memory.isUntouchedAround(output))

        let inputGradient = Memory.matrix(given.stream)
        let (gainGradient, biasGradient) = (Memory.matrix(given.gain), Memory.matrix(given.bias))
        LayerNorm.backward(
            input: x, gain: gain, statistics: statistics, outputGradient: Memory.matrix(given.cotangent),
            inputGradient: inputGradient, gainGradient: gainGradient.base, biasGradient: biasGradient.base)
        func loss(_ x: [Double], _ gain: [Double], _ bias: [Double]) -> Double {
            let grid = Grid(rows: sizes.rows, columns: sizes.columns, values: x)
            return sumOfProducts(given.cotangent.values, Naive.layerNorm(grid, gain: gain, bias: bias).values)
        }
        let (xs, gains, biases) = (given.x.values, given.gain.values, given.bias.values)
        let byX = numericalGradient(at: xs) { loss($0, gains, biases) }
        let byGain = numericalGradient(at: gains) { loss(xs, $0, biases) }
        let byBias = numericalGradient(at: biases) { loss(xs, gains, $0) }
        // The pass adds to all three gradients.
        #expect(relativeError(Grid(inputGradient).values, zip(byX, given.stream.values).map { $0 + $1 }) < 1e-5)
        #expect(relativeError(Grid(gainGradient).values, zip(byGain, gains).map { $0 + $1 }) < 1e-5)
        #expect(relativeError(Grid(biasGradient).values, zip(byBias, biases).map { $0 + $1 }) < 1e-5)
        #expect(Memory.isUntouchedAround(gainGradient) && Memory.isUntouchedAround(biasGradient))
    }

    @Test("a constant row, or a row of one, becomes the bias", arguments: [1, 5, 16, 19])
    func constantRow(columns: Int) {
        let input = Memory.matrix(Grid(rows: 1, columns: columns) { _, _ in 3 })
        let bias = Grid(rows: 1, columns: columns) { Double($1) - 2 }
        let output = Memory.unset(1, columns)
        LayerNorm.forward(
            input: input, gain: Memory.matrix(Grid(rows: 1, columns: columns) { _, _ in 7 }).base,
            bias: Memory.matrix(bias).base, output: output,
            statistics: LayerNorm.Statistics(mean: Memory.unset(1, 1).base, inverseDeviation: Memory.unset(1, 1).base))
        #expect(Grid(output) == bias)
    }
}
