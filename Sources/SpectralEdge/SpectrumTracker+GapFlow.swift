package import RunEvents

/// The gap flow of the paper's window.
extension SpectrumTracker {
    /// The gap flow of the paper's window. Callers measure along `directions()` at the end of an interval, and call
    /// this after `stepEnded`.
    ///
    /// - Parameters:
    ///   - step: optimizer steps done.
    ///   - curvatures: h_1, h_2, … of the training loss.
    ///   - slopes: ⟨v_k, ∇L⟩ of the same directions.
    ///   - sequences: how many train sequences both were measured on.
    ///   - tokens: how many scored tokens these sequences have.
    ///   - learningRate: η.
    ///   - weightDecay: ω at this step.
    /// - Returns: nil before the window holds two updates.
    package func gapFlow(
        at step: Int, curvatures: [Double], slopes: [Double], sequences: Int, tokens: Int, learningRate: Double,
        weightDecay: Double
    ) -> GapFlowRecord? {
        guard let edge = coarseWindow.edge else { return nil }
        let products = coarseWindow.products
        let driving = Array(
            edge.driving(products: products, learningRate: learningRate, interval: config.interval)
                .prefix(curvatures.count))
        let flow = GapFlow(
            edge: edge, curvatures: curvatures, driving: driving, learningRate: learningRate, weightDecay: weightDecay)
        let previous = coarseWindow.previousEdge
        return GapFlowRecord(
            step: step, interval: config.interval, window: config.window, learningRate: learningRate,
            weightDecay: weightDecay, sequences: sequences, tokens: tokens, kStar: flow.kStar,
            previousKStar: previous?.kStarWeighted, gap: flow.gap, curvatures: curvatures, driving: driving,
            slopes: slopes, terms: flow.terms, predictedChange: flow.predictedChange(steps: config.interval),
            measuredChange: previous.map { flow.gap - $0.gap }, drivingShare: flow.drivingShare,
            predictedClass: flow.predictedClass(thresholds),
            stability: Edge.stability(products: products, updates: coarseWindow.windowCount))
    }
}
