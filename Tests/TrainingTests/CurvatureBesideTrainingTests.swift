import Kernels
import SpectralEdge
import TestSupport
import Testing
import Training
import Transformer

@Suite("Curvature beside training")
struct CurvatureBesideTrainingTests {
    /// θ after some steps; curvature is measured on the way, with the very threads that train, or it is not.
    private static func parameters(measuring: (LossCurvature, Optimization) -> Void) -> [Float] {
        let pool = WorkerPool(threadCount: 2)
        defer { pool.close() }
        let optimization = TinyOptimization.make(.prefixes, shards: 3, pool: pool)
        let model = optimization.model
        let curves = LossCurvature(
            model: model, pool: pool, sequences: TinyOptimization.sequences(.prefixes),
            range: model.table.range(of: .attentionWeight))
        for batch in TinyOptimization.batches(20) {
            _ = optimization.step(batch: batch, weightDecay: 1)
            measuring(curves, optimization)
        }
        return optimization.parameters.contents()
    }

    @Test("leaves its bits as they are") func untouched() {
        var curvatures: [Double] = []
        let measured = Self.parameters { curves, optimization in
            curves.setPoint(optimization.parameters.contents())
            let count = curves.gradients.range.count
            let direction = [Float](repeating: 1 / Float(count).squareRoot(), count: count)
            curvatures.append(curves.along(direction, isCancelled: { false })?.curvature ?? .nan)
        }
        #expect(curvatures.count == 20 && curvatures.allSatisfy { $0.isFinite && $0 != 0 })
        #expect(measured == Self.parameters { _, _ in })
    }
}
