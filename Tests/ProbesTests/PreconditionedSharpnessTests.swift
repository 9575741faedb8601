import Foundation
import Kernels
import Probes
import RunEvents
import SpectralEdge
import TestSupport
import Testing

@Suite("Preconditioned sharpness")
struct PreconditionedSharpnessTests {
    /// Second moments over six decades. Every seventh parameter has never had a gradient.
    private static let adam: AdamState = {
        var generator = RandomGenerator(seed: 12, stream: .probes)
        let moments = TinyCurve.parameters.indices.map { index in
            let exponent = -9 + 6 * generator.uniform()
            return index % 7 == 3 ? 0 : Float(pow(10, exponent))
        }
        return AdamState(secondMoments: moments, steps: 30)
    }()

    private static func run(isCancelled: () -> Bool = { false }) -> CurvatureRecord? {
        MatrixProduct.useCallingThreadOnly()
        return CurvatureProbe.run(TinyCurve.context, TinyCurve.snapshot([], adam: adam), isCancelled: isCancelled)
    }

    /// The whole P^(−1/2) H P^(−1/2), as its formula reads; a row of zeros for a parameter that is held still.
    private static let exact: SymmetricEigensystem = {
        let optimizer = TinyCurve.config.optimizer
        let (beta1, beta2) = (optimizer.beta1, optimizer.beta2)
        let roots = adam.secondMoments.map { moment in
            let root = (Double(moment) / (1 - pow(beta2, 30))).squareRoot() + optimizer.epsilon
            return moment == 0 ? 0 : 1 / ((1 - pow(beta1, 30)) * root).squareRoot()
        }
        let hessian = TinyCurve.wholeHessian
        return SymmetricEigensystem(
            hessian.indices.map { i in hessian.indices.map { j in roots[i] * hessian[i][j] * roots[j] } })
    }()

    /// Lanczos stops at a residual of 1e-3 of the eigenvalue, which bounds the eigenvalue's error; differences of float
    /// gradients add less.
    @Test("the largest eigenvalue as of the whole matrix, on train and on test sequences") func exactHessian() throws {
        let record = try #require(Self.run()?.preconditioned)
        // The context's train and test sequences are the same three.
        let expected = Self.exact.values[0]
        #expect(abs(record.train.eigenvalue - expected) < 1e-3 * expected)
        #expect(record.train.residual <= CurvatureProbe.tolerance * record.train.eigenvalue)
        #expect(record.train.iterations <= CurvatureProbe.iterations)
        #expect(record.train.sequences == 3 && record.train.tokens == 8)
        #expect(record.test == record.train)
        #expect(record.parameters == Self.adam.secondMoments.count { $0 > 0 })
        // η = 0.01 and β₁ = 0.9.
        #expect(abs(record.threshold - 3_800) < 1e-9)
    }

    @Test("what is measured in θ_S has the same bits with it as without") func sameBits() throws {
        var record = try #require(Self.run())
        record.preconditioned = nil
        #expect(record == CurvatureProbe.run(TinyCurve.context, TinyCurve.snapshot([]), isCancelled: { false }))
        #expect(try #require(Self.run()) == (try #require(Self.run())))
    }

    @Test("without a gradient so far there is nothing to divide by") func withoutGradient() throws {
        let still = AdamState(secondMoments: TinyCurve.parameters.map { _ in 0 }, steps: 1)
        let record = CurvatureProbe.run(TinyCurve.context, TinyCurve.snapshot([], adam: still), isCancelled: { false })
        #expect(try #require(record).preconditioned == nil)
    }

    @Test("asked before every gradient whether to go on, and gives up there") func cancelled() throws {
        var total = 0
        let record = try #require(
            Self.run {
                total += 1; return false
            })
        let tops = try #require(record.preconditioned)
        #expect(total == 1 + 2 * (record.iterations + tops.train.iterations + tops.test.iterations))
        for last in [2 + 2 * record.iterations, total - 2 * tops.test.iterations + 1, total] {
            var asked = 0
            #expect(
                Self.run {
                    asked += 1; return asked == last
                } == nil)
            #expect(asked == last)
        }
    }

    @Test("progress ends no later than the last product, and never goes back") func progress() {
        var shares: [Double] = []
        MatrixProduct.useCallingThreadOnly()
        _ = CurvatureProbe.run(
            TinyCurve.context, TinyCurve.snapshot([], adam: Self.adam), isCancelled: { false },
            progress: { shares.append($0) })
        #expect(shares == shares.sorted() && shares.allSatisfy { $0 > 0 && $0 <= 1 })
    }
}
