internal import Kernels
package import RunEvents
package import SpectralEdge
internal import Transformer

/// The ε-sweep: how loss, accuracy, predictions and the entropy of attention change as θ_S moves along v_1 … v_4.
package enum PerturbationProbe {
    /// 25 points, −0.03 … 0.03, zero among them.
    package static let epsilons = (-12...12).map { Double($0) * 0.0025 }

    /// - Returns: nil if cancelled.
    package static func run(
        _ context: ProbeContext, _ snapshot: EdgeSnapshot, isCancelled: () -> Bool,
        progress: (Double) -> Void = { _ in }
    ) -> PerturbationRecord? {
        let bench = ProbeBench(
            model: context.model, sequences: context.sequences, snapshot: snapshot, purpose: .inspection)
        var baseAttention = ModelAttention()
        let (base, baseRows) = bench.evaluator.logProbabilities(bench.unmoved()) { baseAttention.add($0) }
        var sweeps: [PerturbationRecord.Sweep] = []
        for (index, direction) in snapshot.directions.enumerated() {
            let direction = direction.map { Double($0) }
            var points: [PerturbationRecord.Point] = []
            for epsilon in Self.epsilons {
                if isCancelled() { return nil }
                // At zero all four sweeps meet in the base, which has been measured.
                var attention = epsilon == 0 ? baseAttention : ModelAttention()
                let (sums, klDivergence) = epsilon == 0
                    ? (base, 0)
                    : bench.evaluator.evaluate(bench.moved(along: direction, by: epsilon), against: baseRows) {
                        attention.add($0)
                    }
                points.append(
                    PerturbationRecord.Point(
                        epsilon: epsilon, loss: sums.meanLoss, accuracy: sums.accuracy, klDivergence: klDivergence,
                        attentionEntropy: attention.entropy))
                let done = index * Self.epsilons.count + points.count
                progress(Double(done) / Double(snapshot.directions.count * Self.epsilons.count))
            }
            sweeps.append(PerturbationRecord.Sweep(direction: index + 1, points: points))
        }
        return PerturbationRecord(
            step: snapshot.step, interval: context.config.spectrum.interval, window: context.config.spectrum.window,
            sequences: bench.evaluator.sequenceCount, tokens: bench.evaluator.tokenCount, baseLoss: base.meanLoss,
            baseAccuracy: base.accuracy, sweeps: sweeps)
    }
}
