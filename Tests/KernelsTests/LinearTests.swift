import Kernels
import TestSupport
import Testing

@Suite("Linear")
struct LinearTests {
    /// x [N, in], W [out, in], b, a residual and a cotangent [N, out].
    private struct Case {
        let x, weight, bias, residual, cotangent: Grid
        /// For a test's other random numbers.
        var generator = RandomGenerator(seed: 3, stream: .probes)

        init(_ sizes: Sizes) {
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
        var given = Case(sizes)
        let inputGradient = Memory.unset(sizes.rows, sizes.inner)
        let weightGradient = Memory.unset(sizes.columns, sizes.inner)
        // The pass adds to the bias's gradient.
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

        // An input that others read too gets the same gradient, added to the values that are there, with the same bits.
        let held = Grid.random(sizes.rows, sizes.inner, from: &given.generator)
        let sum = Memory.matrix(held)
        let (otherWeightGradient, otherBiasGradient) = (
            Memory.unset(sizes.columns, sizes.inner), Memory.matrix(given.bias)
        )
        Linear.backward(
            input: Memory.matrix(given.x), weight: Memory.matrix(given.weight),
            outputGradient: Memory.matrix(given.cotangent), addedToInputGradient: sum,
            weightGradient: otherWeightGradient, biasGradient: otherBiasGradient.base)
        let added = zip(Grid(sum).values, held.values).map { $0 - $1 }
        #expect(relativeError(added, byX) < 1e-5)
        #expect(Grid(otherWeightGradient) == Grid(weightGradient) && Grid(otherBiasGradient) == Grid(biasGradient))
        #expect(Memory.isUntouchedAround(sum))
    }

    /// The matrix is a part of the rows and columns of a larger one, as in projections. Sums over columns go by 64, by
    /// 16 and one by one.
    @Test(
        "everything a view of columns or of rows",
        arguments: [
            Sizes(1, 1, 1), Sizes(5, 3, 15), Sizes(4, 7, 16), Sizes(6, 5, 64), Sizes(3, 2, 79), Sizes(7, 4, 133),
            Sizes(2, 9, 128),
        ])
    func views(sizes: Sizes) {
        var given = Case(sizes)
        let outputs = Memory.sideBySide([given.residual, given.cotangent, given.residual])
        let inputs = Memory.sideBySide([given.x, given.x])
        let weights = Memory.matrix(
            Grid(rows: 2 * sizes.columns + 1, columns: sizes.inner) { row, column in
                row < sizes.columns ? 9 : row < 2 * sizes.columns ? given.weight[row - sizes.columns, column] : 9
            })
        let weight = weights.rows(sizes.columns..<2 * sizes.columns)
        let weightGradients = Memory.unset(3 * sizes.columns, sizes.inner)
        let weightGradient = weightGradients.rows(sizes.columns..<2 * sizes.columns)
        let (inputGradient, biasGradient) = (Memory.unset(sizes.rows, sizes.inner), Memory.matrix(given.bias))
        Linear.backward(
            input: inputs[1], weight: weight, outputGradient: outputs[1], inputGradient: inputGradient,
            weightGradient: weightGradient, biasGradient: biasGradient.base)
        let byX = Naive.product(given.cotangent, given.weight)
        #expect(relativeError(Grid(inputGradient).values, byX.values) < 5e-6)
        #expect(
            relativeError(Grid(weightGradient).values, Naive.product(given.cotangent.transposed, given.x).values) < 5e-6
        )
        // The sums are in float, in the order of the rows, so the bits must agree.
        for column in 0..<sizes.columns {
            let sum = (0..<sizes.rows).reduce(Float(given.bias[0, column])) { $0 + Float(given.cotangent[$1, column]) }
            #expect(biasGradient[0, column] == sum)
        }
        for part in [0..<sizes.columns, 2 * sizes.columns..<3 * sizes.columns] {
            #expect(Grid(weightGradients.rows(part)).values.allSatisfy { $0.isNaN }, "other rows are nobody's to write")
        }
        #expect(Memory.isUntouchedAround(biasGradient) && Memory.isUntouchedAround(weightGradients))
        #expect(Memory.isUntouchedAround(inputGradient) && Grid(outputs[0]) == given.residual)

        let held = Grid.random(sizes.rows, sizes.inner, from: &given.generator)
        let sums = Memory.sideBySide([held, held])
        Linear.backward(
            input: inputs[1], weight: weight, outputGradient: outputs[1], addedToInputGradient: sums[0],
            weightGradient: weightGradient, biasGradient: biasGradient.base)
        let added = zip(Grid(sums[0]).values, held.values).map { $0 - $1 }
        #expect(relativeError(added, byX.values) < 1e-5)
        #expect(Grid(sums[1]) == held)

        Linear.forward(
            input: inputs[0], weight: weight, bias: Memory.matrix(given.bias).base, output: outputs[2])
        #expect(
            relativeError(Grid(outputs[2]).values, Naive.linear(given.x, given.weight, given.bias.values).values) < 5e-6
        )
        #expect(Grid(outputs[1]) == given.cotangent)
    }
}
