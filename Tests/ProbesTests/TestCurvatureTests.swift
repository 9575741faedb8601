import Kernels
import Probes
import RunEvents
import SpectralEdge
import TestSupport
import Testing

/// The author's second difference against the exact Hessian of a small model.
@Suite("Curvature of the test loss")
struct TestCurvatureTests {
    private static let directions: [[Double]] = {
        var generator = RandomGenerator(seed: 7, stream: .probes)
        let random = (0..<2).map { _ in
            TinyCurve.unit(Directions.random(count: TinyCurve.range.count, from: &generator))
        }
        return [SymmetricEigensystem(TinyCurve.hessian).vectors[0]] + random
    }()

    /// The test set is what the exact Hessian is of, and the train set is empty.
    private static let context = ProbeContext(
        model: TinyCurve.model, config: TinyCurve.context.config, test: TinyCurve.sequences)

    @Test("curvatures of the test loss, as exact as single precision lets them be")
    func curvatures() throws {
        MatrixProduct.useCallingThreadOnly()
        let record = try #require(
            TestCurvature.record(Self.context, TinyCurve.snapshot(Self.directions), isCancelled: { false }))
        let tracked = TinyCurve.point[TinyCurve.range]
        let norm = tracked.reduce(0) { $0 + $1 * $1 }.squareRoot()
        #expect(abs(record.epsilon - 1e-3 * norm) < 1e-9 && record.sequences == 3 && record.step == 300)
        // Each of three losses, one of them twice, is rounded in the eighth digit or so.
        let noise = 4 * 1.2e-7 * TinyCurve.loss(TinyCurve.point) / (record.epsilon * record.epsilon)
        let exact = Self.directions.map(TinyCurve.curvature)
        #expect(exact[0] > 5 * noise, "the noise of \(noise) hides what is measured")
        #expect(largestDifference(record.curvatures, exact) < noise)
    }

    @Test("cancelled, it gives up") func cancelled() {
        #expect(
            TestCurvature.record(Self.context, TinyCurve.snapshot(Self.directions), isCancelled: { true }) == nil)
    }
}
