package import RunEvents

/// The gap flow of the paper's window.
extension SpectrumTracker {
    /// To be called after `stepEnded` at the end of an interval, with what was measured at this step along
    /// `directions()`.
    ///
    /// - Parameters:
    ///   - curvatures: h_1, h_2, … of the training loss.
    ///   - slopes: ⟨v_k, ∇L⟩ of the same directions.
    ///   - sequences: the train sequences that both stand on.
    ///   - tokens: and their scored tokens.
    ///   - learningRate: η.
    ///   - weightDecay: ω now.
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
