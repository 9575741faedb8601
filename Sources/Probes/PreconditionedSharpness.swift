internal import Kernels
internal import RunEvents
internal import SpectralEdge
internal import Transformer

/// Measures the largest eigenvalue of P^(−1/2) H P^(−1/2), with H the Hessian of a loss over all parameters and P what
/// Adam divides by (`AdamPreconditioner`). Parameters that have never had a gradient are held still.
///
/// A product with a vector v of length 1 is P^(−1/2) H d with d = P^(−1/2) v, and H d is a central difference of
/// gradients along d / ‖d‖. The first d is a random direction of θ: a random v would make d almost all of the
/// parameters whose P is smallest, and a step along it would be too short in all others to be seen in single precision.
struct PreconditionedSharpness {
    /// ε of the differences, in units of ‖θ‖. In the directions where Adam's steps are longest the loss is far from
    /// quadratic: with 10⁻³, which serves along v_k, eigenvalues on Dyck-1's train loss come out up to seven times too
    /// large, with 10⁻⁴ up to 3 %. Rounding does not show down to 10⁻⁵.
    private static let relativeStep = 3e-5

    private let context: ProbeContext
    private let parameters: [Float]
    private let preconditioner: AdamPreconditioner
    private let learningRateFactor: Double
    private let start: [Double]

    /// - Parameter generator: draws the first direction.
    /// - Returns: nil where the snapshot has no state of Adam, or one of an optimizer without a gradient so far, and
    ///   where a parameter is not finite, as ‖θ‖ then gives no step.
    init?(_ context: ProbeContext, _ snapshot: EdgeSnapshot, from generator: inout RandomGenerator) {
        guard let adam = snapshot.adam, snapshot.parameters.allSatisfy(\.isFinite) else { return nil }
        let optimizer = context.config.optimizer
        preconditioner = AdamPreconditioner(
            adam, beta1: optimizer.beta1, beta2: optimizer.beta2, epsilon: optimizer.epsilon)
        guard preconditioner.parameterCount > 0 else { return nil }
        self.context = context
        parameters = snapshot.parameters
        learningRateFactor = adam.learningRateFactor
        start = zip(Directions.random(count: parameters.count, from: &generator), preconditioner.inverseRoots).map {
            $1 > 0 ? $0 / Double($1) : 0
        }
    }

    /// On train and on test sequences, one after the other.
    ///
    /// - Parameter measured: called after each product with a Hessian.
    /// - Returns: nil if cancelled.
    func measure(isCancelled: () -> Bool, measured: () -> Void) -> CurvatureRecord.Preconditioned? {
        guard let train = top(on: context.train, isCancelled, measured),
            let test = top(on: context.sequences, isCancelled, measured)
        else { return nil }
        let optimizer = context.config.optimizer
        let learningRate = optimizer.learningRate * learningRateFactor
        return CurvatureRecord.Preconditioned(
            threshold: AdamPreconditioner.threshold(learningRate: learningRate, beta1: optimizer.beta1),
            parameters: preconditioner.parameterCount, train: train, test: test)
    }

    private func top(
        on sequences: ArraySlice<LabelledSequence>, _ isCancelled: () -> Bool, _ measured: () -> Void
    ) -> CurvatureRecord.Preconditioned.Top? {
        let loss = LossCurvature(
            model: context.model, pool: WorkerPool(threadCount: 1), sequences: sequences, range: parameters.indices,
            relativeStep: Self.relativeStep)
        loss.setPoint(parameters)
        let top = Lanczos.top(
            start: start, iterations: CurvatureProbe.iterations, tolerance: CurvatureProbe.tolerance
        ) { vector in
            defer { measured() }
            return product(loss, vector, isCancelled)
        }
        return top.map {
            CurvatureRecord.Preconditioned.Top(
                sequences: loss.gradients.sequenceCount, tokens: loss.gradients.tokenCount, eigenvalue: $0.value,
                iterations: $0.iterations, residual: $0.residual)
        }
    }

    /// P^(−1/2) H P^(−1/2) v; nil if cancelled.
    private func product(_ loss: LossCurvature, _ vector: [Float], _ isCancelled: () -> Bool) -> [Double]? {
        let roots = preconditioner.inverseRoots
        let direction = zip(vector, roots).map { Double($0) * Double($1) }
        let length = Directions.norm(direction)
        let product = loss.product(with: direction.map { Float($0 / length) }, isCancelled: isCancelled)
        return product.map { product in zip(product, roots).map { $0 * Double($1) * length } }
    }
}
