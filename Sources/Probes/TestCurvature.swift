internal import Kernels
package import RunEvents
package import SpectralEdge
internal import Transformer

/// The curvature of the test loss along v_1 … v_4, as the author of the published study measures it: a second
/// difference of losses. `CurvatureProbe` is the better instrument; this one is for comparing with his figures.
package enum TestCurvature {
    /// Test sequences that the loss is the mean over.
    package static let sequenceLimit = 300
    /// The step along a direction, as a share of ‖θ_S‖.
    package static let relativeStep = 1e-3

    /// Measures on the calling thread.
    ///
    /// - Returns: nil if cancelled.
    package static func record(
        _ context: ProbeContext, _ snapshot: EdgeSnapshot, isCancelled: () -> Bool
    ) -> TestCurvatureRecord? {
        let bench = ProbeBench(
            model: context.model, sequences: context.readoutSequences.prefix(sequenceLimit), snapshot: snapshot)
        let base = bench.evaluator.evaluate(bench.unmoved()).meanLoss
        let epsilon = relativeStep * bench.trackedNorm
        var curvatures: [Double] = []
        for direction in snapshot.directions {
            if isCancelled() { return nil }
            let along = direction.map { Double($0) }
            let ahead = bench.evaluator.evaluate(bench.moved(along: along, by: epsilon)).meanLoss
            let behind = bench.evaluator.evaluate(bench.moved(along: along, by: -epsilon)).meanLoss
            curvatures.append((ahead - 2 * base + behind) / (epsilon * epsilon))
        }
        return TestCurvatureRecord(
            step: snapshot.step, sequences: bench.evaluator.sequenceCount, epsilon: epsilon, curvatures: curvatures)
    }
}
