import Foundation
import Kernels
import TestSupport
import Testing

@Suite("AdamW")
struct AdamWTests {
    /// The update by its formula, with powers of β from Foundation, and all in double.
    private struct Twin {
        var theta, m, v: [Double]
        var step = 0

        init(_ theta: [Double]) {
            self.theta = theta
            m = theta.map { _ in 0 }
            v = m
        }

        mutating func update(_ gradient: [Double], _ rate: Double, _ decay: Double, clip: Double) {
            step += 1
            for i in theta.indices {
                let g = gradient[i] * clip
                theta[i] *= 1 - rate * decay
                m[i] = 0.9 * m[i] + 0.1 * g
                v[i] = 0.98 * v[i] + 0.02 * g * g
                let first = m[i] / (1 - pow(0.9, Double(step)))
                let second = v[i] / (1 - pow(0.98, Double(step)))
                theta[i] -= rate * first / (second.squareRoot() + 1e-8)
            }
        }
    }

    /// The counts lie around a vector register, and some ranges do not start at its edge.
    @Test(arguments: [(1, 0), (15, 0), (16, 3), (17, 1), (37, 5), (100, 0)], [0.0, 1.0])
    func tenSteps(place: (count: Int, start: Int), weightDecay: Double) {
        let (count, start) = place
        let rate = 1e-2
        let total = start + count + 2
        var generator = RandomGenerator(seed: 13, stream: .probes)
        let initial = Grid.random(1, total, from: &generator).values
        let range = start..<start + count
        let parameters = Arena(count: total)
        let gradient = Arena(count: total)
        parameters.replaceContents(with: initial.map { Float($0) })
        let moments = AdamW.Moments(count: total)
        let (byGradient, byDecay) = (Memory.zeros(1, count), Memory.zeros(1, count))
        var twin = Twin(initial)
        for step in 1...10 {
            let gradients = Grid.random(1, total, scale: 0.3, from: &generator).values
            gradient.replaceContents(with: gradients.map { Float($0) })
            let clip = step % 3 == 0 ? 0.25 : 1
            twin.update(gradients, rate, weightDecay, clip: clip)
            AdamW(
                step: step, learningRate: rate, weightDecay: weightDecay, beta1: 0.9, beta2: 0.98, epsilon: 1e-8,
                clipFactor: clip
            ).update(
                parameters, gradient: gradient, moments: moments, range: range, gradientLedger: byGradient.base,
                decayLedger: byDecay.base)
        }
        let values = parameters.contents().map { Double($0) }
        // The bound covers ten roundings of θ (6e-8 of values up to 3) and of a step of 1e-2.
        #expect(largestDifference(Array(values[range]), Array(twin.theta[range])) < 2e-6)
        for index in 0..<total where !range.contains(index) {
            #expect(values[index] == initial[index], "\(index) is outside of \(range)")
            #expect(moments.first.base[index] == 0 && moments.second.base[index] == 0)
        }
        // Both ledgers together are θ's movement.
        let moved = range.map { values[$0] - initial[$0] }
        let entered = (0..<count).map { Double(byGradient[0, $0]) + Double(byDecay[0, $0]) }
        #expect(relativeError(entered, moved) < 1e-6)
        if weightDecay == 0 { #expect(Grid(byDecay).values.allSatisfy { $0 == 0 }) }
        #expect(Memory.isUntouchedAround(byGradient) && Memory.isUntouchedAround(byDecay))
    }

    @Test("keeping no ledger changes no bit") func withoutLedger() {
        func run(_ keepsLedger: Bool) -> [Float] {
            var generator = RandomGenerator(seed: 14, stream: .probes)
            let parameters = Arena(count: 45)
            let gradient = Arena(count: 45)
            parameters.replaceContents(with: Grid.random(1, 45, from: &generator).values.map { Float($0) })
            let moments = AdamW.Moments(count: 45)
            let (a, b) = (Memory.zeros(1, 45).base, Memory.zeros(1, 45).base)
            for step in 1...5 {
                gradient.replaceContents(with: Grid.random(1, 45, from: &generator).values.map { Float($0) })
                AdamW(
                    step: step, learningRate: 1e-3, weightDecay: 1, beta1: 0.9, beta2: 0.98, epsilon: 1e-8,
                    clipFactor: 1
                ).update(
                    parameters, gradient: gradient, moments: moments, range: 0..<45,
                    gradientLedger: keepsLedger ? a : nil, decayLedger: keepsLedger ? b : nil)
            }
            return parameters.contents()
        }
        #expect(run(true) == run(false))
    }

    @Test("without a gradient only decay moves θ, by exactly what the ledger says") func pureDecay() {
        let parameters = Arena(count: 19)
        let gradient = Arena(count: 19)
        parameters.fill(1)
        let moments = AdamW.Moments(count: 19)
        let (byGradient, byDecay) = (Memory.zeros(1, 19), Memory.zeros(1, 19))
        AdamW(
            step: 1, learningRate: 0.125, weightDecay: 1, beta1: 0.9, beta2: 0.98, epsilon: 1e-8, clipFactor: 1
        ).update(
            parameters, gradient: gradient, moments: moments, range: 0..<19, gradientLedger: byGradient.base,
            decayLedger: byDecay.base)
        #expect(parameters.contents() == Array(repeating: 0.875, count: 19))
        #expect(Grid(byDecay).values == Array(repeating: -0.125, count: 19))
        #expect(Grid(byGradient).values == Array(repeating: 0, count: 19))
    }
}
