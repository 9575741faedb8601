import Kernels
import TestSupport
import Testing

@Suite("GELU")
struct GELUTests {
    @Test("value and derivative against erf in double, to 1e-6, from −30 to 30")
    func sweep() {
        // The 37 columns fill two registers and leave a tail of five.
        let hidden = Grid(rows: 325, columns: 37) { Double(Float(-30 + 60 * Double($0 * 37 + $1) / 12_024)) }
        let bias = Grid(rows: 1, columns: 37) { Double($1) / 64 - 0.25 }
        let derivative = Memory.matrix(hidden)
        let activated = Memory.unset(325, 37)
        GELU.forward(hidden: derivative, bias: Memory.matrix(bias).base, activated: activated)
        for row in 0..<325 {
            for column in 0..<37 {
                let x = Double(Float(hidden[row, column]) + Float(bias[0, column]))
                #expect(abs(Double(activated[row, column]) - Naive.gelu(x)) < 1e-6, "gelu(\(x))")
                #expect(abs(Double(derivative[row, column]) - Naive.geluDerivative(x)) < 1e-6, "gelu'(\(x))")
            }
        }
        #expect(Memory.isUntouchedAround(activated) && Memory.isUntouchedAround(derivative))
    }

    @Test("the twin's derivative is that of the twin") func twin() {
        let points = (-40...40).map { Double($0) / 8 }
        let slopes = points.map { point in numericalGradient(at: [point]) { Naive.gelu($0[0]) }[0] }
        #expect(largestDifference(slopes, points.map(Naive.geluDerivative)) < 1e-9)
    }

    @Test(arguments: [1, 15, 16, 50])
    func backward(columns: Int) {
        var generator = RandomGenerator(seed: 5, stream: .probes)
        let derivative = Grid.random(3, columns, from: &generator)
        let gradient = Grid.random(3, columns, from: &generator)
        let result = Memory.matrix(gradient)
        GELU.backward(derivative: Memory.matrix(derivative), gradient: result)
        let expected = zip(gradient.values, derivative.values).map { Double(Float($0 * $1)) }
        #expect(Grid(result).values == expected)
    }
}
