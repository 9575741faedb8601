internal import Kernels
package import RunEvents
package import SpectralEdge
internal import Transformer

/// Measures how the training loss curves: along v_1 … v_4, where it curves most within θ_S (the Hessian's largest
/// eigenvalue there, by Lanczos), and where most as Adam sees it (`PreconditionedSharpness`, on train and test loss).
///
/// It computes two gradients for each direction and for each iteration, and one for the loss: at most 129.
package enum CurvatureProbe {
    /// The most Lanczos iterations for each eigenvalue.
    package static let iterations = 20
    /// The residual at which Lanczos stops, in units of the eigenvalue.
    package static let tolerance = 1e-3

    /// Makes the measurement on the calling thread.
    ///
    /// - Returns: nil if cancelled.
    /// - Precondition: the context has train sequences.
    package static func run(
        _ context: ProbeContext, _ snapshot: EdgeSnapshot, isCancelled: () -> Bool,
        progress: (Double) -> Void = { _ in }
    ) -> CurvatureRecord? {
        var generator = RandomGenerator(seed: context.config.seed &+ UInt64(snapshot.step), stream: .probes)
        let start = Directions.random(count: snapshot.trackedRange.count, from: &generator)
        let sharpness = PreconditionedSharpness(context, snapshot, from: &generator)
        // Lanczos may need fewer.
        let products = snapshot.directions.count + iterations * (sharpness == nil ? 1 : 3)
        var done = 0
        func measured() {
            done += 1
            progress(Double(done) / Double(products))
        }
        guard
            var record = inTracked(context, snapshot, start: start, isCancelled: isCancelled, measured: measured)
        else { return nil }
        guard let sharpness else { return record }
        guard let preconditioned = sharpness.measure(isCancelled: isCancelled, measured: measured) else { return nil }
        record.preconditioned = preconditioned
        return record
    }

    /// The curvatures in θ_S.
    private static func inTracked(
        _ context: ProbeContext, _ snapshot: EdgeSnapshot, start: [Double], isCancelled: () -> Bool,
        measured: () -> Void
    ) -> CurvatureRecord? {
        let loss = LossCurvature(
            model: context.model, pool: WorkerPool(threadCount: 1), sequences: context.train,
            range: snapshot.trackedRange)
        loss.setPoint(snapshot.parameters)
        if isCancelled() { return nil }
        let base = loss.loss()
        var curves: [LossCurvature.Along] = []
        for direction in snapshot.directions {
            guard let along = loss.along(direction, isCancelled: isCancelled) else { return nil }
            curves.append(along)
            measured()
        }
        let top = Lanczos.top(start: start, iterations: iterations, tolerance: tolerance) { vector in
            defer { measured() }
            return loss.product(with: vector, isCancelled: isCancelled)
        }
        guard let top else { return nil }
        return CurvatureRecord(
            step: snapshot.step, interval: context.config.spectrum.interval, window: context.config.spectrum.window,
            sequences: loss.gradients.sequenceCount, tokens: loss.gradients.tokenCount, loss: base,
            curvatures: curves.map(\.curvature), slopes: curves.map(\.slope), topEigenvalue: top.value,
            iterations: top.iterations, residual: top.residual,
            overlap: snapshot.directions.first.map { Directions.overlap(top.vector, $0) })
    }
}
