import Kernels
import Probes
import RunEvents
import SpectralEdge
import TestSupport
import Testing
import Transformer

@Suite("Curvature probe")
struct CurvatureProbeTests {
    /// Four random directions of length 1, the first leaning towards the Hessian's top eigenvector.
    private static let directions: [[Double]] = {
        var generator = RandomGenerator(seed: 6, stream: .probes)
        let random = (0..<4).map { _ in
            TinyCurve.unit(Directions.random(count: TinyCurve.range.count, from: &generator))
        }
        let top = SymmetricEigensystem(TinyCurve.hessian).vectors[0]
        return [TinyCurve.unit(zip(top, random[0]).map { $0 + $1 })] + random.dropFirst()
    }()

    private static func run(isCancelled: () -> Bool = { false }) -> CurvatureRecord? {
        MatrixProduct.useCallingThreadOnly()
        return CurvatureProbe.run(TinyCurve.context, TinyCurve.snapshot(directions), isCancelled: isCancelled)
    }

    @Test("h_k and slopes as of the exact Hessian and gradient") func curvatures() throws {
        let record = try #require(Self.run())
        let scale = SymmetricEigensystem(TinyCurve.hessian).values[0]
        #expect(largestDifference(record.curvatures, Self.directions.map(TinyCurve.curvature)) < 1e-4 * scale)
        let gradient = Array(numericalGradient(at: TinyCurve.point, TinyCurve.loss)[TinyCurve.range])
        let slopes = Self.directions.map { sumOfProducts($0, gradient) }
        #expect(relativeError(record.slopes, slopes) < 1e-3)
        #expect(abs(record.loss - TinyCurve.loss(TinyCurve.point)) < 1e-6)
        #expect(record.step == 300 && record.interval == 5 && record.window == 5)
        #expect(record.sequences == 3 && record.tokens == 8)
    }

    @Test("the top eigenvalue and its eigenvector as of the exact Hessian") func top() throws {
        let record = try #require(Self.run())
        let exact = SymmetricEigensystem(TinyCurve.hessian)
        #expect(abs(record.topEigenvalue - exact.values[0]) < 1e-3 * exact.values[0])
        let overlap = abs(sumOfProducts(exact.vectors[0], Self.directions[0]))
        #expect(overlap > 0.5)
        #expect(abs(try #require(record.overlap) - overlap) < 1e-3)
        #expect(record.iterations <= CurvatureProbe.iterations)
        #expect(record.residual <= CurvatureProbe.tolerance * record.topEigenvalue)
    }

    @Test("without directions there is a top eigenvalue, and nothing to compare it with") func noDirections() throws {
        let record = try #require(
            CurvatureProbe.run(TinyCurve.context, TinyCurve.snapshot([]), isCancelled: { false }))
        #expect(record.curvatures == [] && record.slopes == [] && record.overlap == nil)
        #expect(record.topEigenvalue > 0)
    }

    @Test("the same bits on every call") func repeatable() throws {
        #expect(try #require(Self.run()) == (try #require(Self.run())))
    }

    @Test("asked before every gradient whether to go on, and gives up there") func cancelled() throws {
        var total = 0
        let record = try #require(
            Self.run {
                total += 1; return false
            })
        // There is one gradient for the loss, two per direction, and two per iteration.
        #expect(total == 1 + 2 * 4 + 2 * record.iterations)
        for last in 1...total {
            var asked = 0
            #expect(
                Self.run {
                    asked += 1; return asked == last
                } == nil)
            #expect(asked == last)
        }
    }

    @Test("a measurement leaves its point where it was, to the bit") func untouched() throws {
        let curves = TinyCurve.curves()
        let (loss, step) = (curves.loss(), curves.step)
        let direction = Self.directions[1].map { Float($0) }
        let first = try #require(curves.along(direction, isCancelled: { false }))
        _ = curves.product(with: direction.reversed(), isCancelled: { false })
        #expect(curves.loss() == loss && curves.step == step)
        #expect(curves.along(direction, isCancelled: { false }) == first)
        curves.setPoint(TinyCurve.parameters.map { 1.5 * $0 })
        #expect(curves.loss() != loss && abs(curves.step - 1.5 * step) < 1e-7)
    }
}
