package import Kernels

/// Second derivatives of the mean loss on fixed sequences at one θ, restricted to some of the parameters (θ_S, P of
/// them).
///
/// By central differences of gradients, H v ≈ (∇L(θ + εv) − ∇L(θ − εv)) / 2ε with ε in units of ‖θ_S‖: two gradients
/// each. (A second difference of float losses would be mostly noise.) Exact but for O(ε²) of the loss's fourth
/// derivatives, and for float rounding of the gradients and of θ + εv over ε.
///
/// Moves a copy of θ only. Not thread-safe: one measurement at a time.
package final class LossCurvature: @unchecked Sendable {
    /// Measures the gradients that the differences are taken of.
    package let gradients: GradientEvaluator

    /// θ, and θ moved.
    private let point: Arena
    private let moved: Arena
    private let views: TransformerParameters

    /// ε in units of ‖θ_S‖.
    private let relativeStep: Double

    /// What h_k and the slopes are measured with.
    package static let usualStep = 1e-3

    /// What the loss does along a direction v of length 1.
    package struct Along: Sendable, Equatable {
        /// vᵀ H v.
        package var curvature: Double
        /// ⟨v, ∇L⟩: the mean over both sides, which is θ's own but for O(ε²).
        package var slope: Double
    }

    /// - Parameters:
    ///   - sequences: at least one, with targets.
    ///   - range: where θ_S lies in θ.
    ///   - relativeStep: ε in units of ‖θ_S‖.
    package init(
        model: TransformerModel, pool: WorkerPool, sequences: some Collection<LabelledSequence>, range: Range<Int>,
        relativeStep: Double = LossCurvature.usualStep
    ) {
        self.relativeStep = relativeStep
        gradients = GradientEvaluator(model: model, pool: pool, sequences: sequences, range: range)
        point = Arena(count: model.table.count)
        moved = Arena(count: model.table.count)
        views = model.views(moved.base)
    }

    /// θ from now on.
    package func setPoint(_ parameters: some RandomAccessCollection<Float>) {
        point.replaceContents(with: parameters)
        moved.replaceContents(with: parameters)
    }

    /// ε.
    package var step: Double {
        relativeStep
            * DotProducts.norm(UnsafeBufferPointer(rebasing: UnsafeBufferPointer(point.buffer)[gradients.range]))
    }

    /// The mean loss at θ.
    package func loss() -> Double {
        moved.base.update(from: point.base, count: point.count)
        return gradients.evaluate(views).loss
    }

    /// Curvature and slope along v.
    ///
    /// - Parameters:
    ///   - direction: v, [P].
    ///   - isCancelled: asked before each of the two gradients.
    /// - Returns: nil if cancelled.
    package func along(_ direction: [Float], isCancelled: () -> Bool) -> Along? {
        guard let (above, below, step) = sides(direction, isCancelled) else { return nil }
        var (difference, sum) = (0.0, 0.0)
        for index in direction.indices {
            let component = Double(direction[index])
            difference += component * (above[index] - below[index])
            sum += component * (above[index] + below[index])
        }
        return Along(curvature: difference / (2 * step), slope: sum / 2)
    }

    /// H v, [P].
    ///
    /// - Returns: nil if cancelled.
    package func product(with direction: [Float], isCancelled: () -> Bool) -> [Double]? {
        guard let (above, below, step) = sides(direction, isCancelled) else { return nil }
        return above.indices.map { (above[$0] - below[$0]) / (2 * step) }
    }

    private func sides(
        _ direction: [Float], _ isCancelled: () -> Bool
    ) -> (above: [Double], below: [Double], step: Double)? {
        precondition(
            direction.count == gradients.range.count, "a direction of \(direction.count) for \(gradients.range)")
        let step = step
        precondition(step > 0, "θ_S is zero: there is no step to take")
        if isCancelled() { return nil }
        let above = gradient(direction, step)
        if isCancelled() { return nil }
        return (above, gradient(direction, -step), step)
    }

    /// The gradient at θ_S + scale · v, rounded once from double.
    private func gradient(_ direction: [Float], _ scale: Double) -> [Double] {
        let (from, to) = (point.base + gradients.range.lowerBound, moved.base + gradients.range.lowerBound)
        for index in direction.indices { to[index] = Float(Double(from[index]) + scale * Double(direction[index])) }
        return gradients.evaluate(views).gradient
    }
}
