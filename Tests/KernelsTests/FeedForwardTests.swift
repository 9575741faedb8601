import Kernels
import TestSupport
import Testing

@Suite("Feed-forward")
struct FeedForwardTests {
    /// The sizes are N × D × F.
    @Test(arguments: [Sizes(1, 1, 1), Sizes(3, 5, 7), Sizes(4, 17, 33), Sizes(6, 16, 19)])
    func forwardAndBackward(sizes: Sizes) {
        let (count, width, inner) = (sizes.rows, sizes.inner, sizes.columns)
        var generator = RandomGenerator(seed: 6, stream: .probes)
        let x = Grid.random(count, width, from: &generator)
        let residual = Grid.random(count, width, from: &generator)
        let cotangent = Grid.random(count, width, from: &generator)
        let w1 = Grid.random(inner, width, scale: 0.4, from: &generator)
        let b1 = Grid.random(1, inner, from: &generator)
        let w2 = Grid.random(width, inner, scale: 0.4, from: &generator)
        let b2 = Grid.random(1, width, from: &generator)
        let weights = FeedForward.Weights(
            inner: Memory.matrix(w1), innerBias: Memory.matrix(b1).base, outer: Memory.matrix(w2),
            outerBias: Memory.matrix(b2).base)
        let input = Memory.matrix(x)
        let (derivative, activated) = (Memory.unset(count, inner), Memory.unset(count, inner))
        let output = Memory.unset(count, width)
        FeedForward.forward(
            input: input, weights: weights, residual: Memory.matrix(residual), derivative: derivative,
            activated: activated, output: output)
        func twin(_ x: [Double], _ w1: [Double], _ b1: [Double], _ w2: [Double], _ b2: [Double]) -> Grid {
            Naive.sum(
                residual,
                Naive.feedForward(
                    Grid(rows: count, columns: width, values: x),
                    inner: Grid(rows: inner, columns: width, values: w1), innerBias: b1,
                    outer: Grid(rows: width, columns: inner, values: w2), outerBias: b2))
        }
        let expected = twin(x.values, w1.values, b1.values, w2.values, b2.values)
        #expect(relativeError(Grid(output).values, expected.values) < 5e-6)

        let gradients = FeedForward.Weights(
            inner: Memory.unset(inner, width), innerBias: Memory.zeros(1, inner).base,
            outer: Memory.unset(width, inner), outerBias: Memory.zeros(1, width).base)
        let inputGradient = Memory.unset(count, width)
        FeedForward.backward(
            input: input, weights: weights, derivative: derivative, activated: activated,
            outputGradient: Memory.matrix(cotangent), scratch: Memory.unset(count, inner),
            inputGradient: inputGradient, gradients: gradients)
        func expect(_ name: String, _ values: [Double], _ point: Grid, _ loss: ([Double]) -> Grid) {
            let numerical = numericalGradient(at: point.values) { sumOfProducts(cotangent.values, loss($0).values) }
            #expect(relativeError(values, numerical) < 1e-5, "\(name)")
        }
        func values(_ base: UnsafeMutablePointer<Float>, _ count: Int) -> [Double] {
            (0..<count).map { Double(base[$0]) }
        }
        expect("x", Grid(inputGradient).values, x) { twin($0, w1.values, b1.values, w2.values, b2.values) }
        expect("W₁", Grid(gradients.inner).values, w1) { twin(x.values, $0, b1.values, w2.values, b2.values) }
        expect("b₁", values(gradients.innerBias, inner), b1) { twin(x.values, w1.values, $0, w2.values, b2.values) }
        expect("W₂", Grid(gradients.outer).values, w2) { twin(x.values, w1.values, b1.values, $0, b2.values) }
        expect("b₂", values(gradients.outerBias, width), b2) { twin(x.values, w1.values, b1.values, w2.values, $0) }
    }
}
