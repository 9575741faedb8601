import Kernels
import TestSupport
import Testing

@Suite("Linear")
struct LinearTests {
    /// x [N, in], W [out, in], b, a residual and a cotangent [N, out].
    private struct Case {
        let x, weight, bias, residual, cotangent: Grid

        init(_ sizes: Sizes) {
            var generator = RandomGenerator(seed: 3, stream: .probes)
            x = .random(sizes.rows, sizes.inner, from: &generator)
            weight = .random(sizes.columns, sizes.inner, from: &generator)
            bias = .random(1, sizes.columns, from: &generator)
            residual = .random(sizes.rows, sizes.columns, from: &generator)
            cotangent = .random(sizes.rows, sizes.columns, from: &generator)
        }
    }

    @Test(arguments: Sizes.odd)
    func forward(sizes: Sizes) {
        let given = Case(sizes)
        let expected = Naive.linear(given.x, given.weight, given.bias.values)
        let (x, weight, bias) = (Memory.matrix(given.x), Memory.matrix(given.weight), Memory.matrix(given.bias).base)
        let output = Memory.unset(sizes.rows, sizes.columns)
        Linear.forward(input: x, weight: weight, bias: bias, output: output)
        #expect(relativeError(Grid(output).values, expected.values) < 5e-6)
        let sum = Memory.unset(sizes.rows, sizes.columns)
        Linear.forward(
            input: x, weight: weight, bias: bias, addedTo: Memory.matrix(given.residual), output: sum)
        #expect(relativeError(Grid(sum).values, Naive.sum(given.residual, expected).values) < 5e-6)
        #expect(Memory.isUntouchedAround(output) && Memory.isUntouchedAround(sum))
    }

    @Test(arguments: Sizes.odd)
    func backward(sizes: Sizes) {
        let given = Case(sizes)
        let inputGradient = Memory.unset(sizes.rows, sizes.inner)
        let weightGradient = Memory.unset(sizes.columns, sizes.inner)
        // The bias's gradient is added to what is there.
        let biasGradient = Memory.matrix(given.bias)
        Linear.backward(
            input: Memory.matrix(given.x), weight: Memory.matrix(given.weight),
            outputGradient: Memory.matrix(given.cotangent), inputGradient: inputGradient,
            weightGradient: weightGradient, biasGradient: biasGradient.base)

        func loss(_ x: Grid, _ weight: Grid, _ bias: [Double]) -> Double {
            sumOfProducts(given.cotangent.values, Naive.linear(x, weight, bias).values)
        }
        let byX = numericalGradient(at: given.x.values) {
            loss(Grid(rows: given.x.rows, columns: given.x.columns, values: $0), given.weight, given.bias.values)
        }
        let byWeight = numericalGradient(at: given.weight.values) {
            loss(given.x, Grid(rows: given.weight.rows, columns: given.weight.columns, values: $0), given.bias.values)
        }
        let byBias = numericalGradient(at: given.bias.values) { loss(given.x, given.weight, $0) }
        #expect(relativeError(Grid(inputGradient).values, byX) < 1e-5)
        #expect(relativeError(Grid(weightGradient).values, byWeight) < 1e-5)
        #expect(relativeError(Grid(biasGradient).values, zip(byBias, given.bias.values).map { $0 + $1 }) < 1e-5)
        #expect(Memory.isUntouchedAround(biasGradient) && Memory.isUntouchedAround(inputGradient))
    }
}
