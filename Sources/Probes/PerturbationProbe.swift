internal import Kernels
package import RunEvents
package import SpectralEdge
internal import Transformer

/// The ε-sweep: measures how loss, accuracy, predictions and the entropy of attention change as θ_S moves along v_1 …
/// v_4.
package enum PerturbationProbe {
    /// The 25 lengths of a step, from −0.03 to 0.03, with zero among them.
    package static let epsilons = (-12...12).map { Double($0) * 0.0025 }

    /// Makes the measurement on the calling thread and at most one more.
    ///
    /// - Returns: nil if cancelled.
    package static func run(
        _ context: ProbeContext, _ snapshot: EdgeSnapshot, isCancelled: () -> Bool,
        progress: (Double) -> Void = { _ in }
    ) -> PerturbationRecord? {
        nonisolated(unsafe) let benches = (0..<ProbeLanes.count).map { _ in
            ProbeBench(
                model: context.model, sequences: context.sequences, snapshot: snapshot, purpose: .inspection)
        }
        let bench = benches[0]
        var baseAttention = ModelAttention()
        let (base, baseRows) = bench.evaluator.logProbabilities(bench.unmoved()) { baseAttention.add($0) }
        // All four sweeps share the point at zero.
        let basePoint = PerturbationRecord.Point(
            epsilon: 0, loss: base.meanLoss, accuracy: base.accuracy, klDivergence: 0,
            attentionEntropy: baseAttention.entropy)
        let directions = snapshot.directions.map { $0.map { Double($0) } }
        let points = ProbeLanes.results(
            directions.count * epsilons.count, isCancelled: isCancelled, progress: progress
        ) { lane, index -> PerturbationRecord.Point? in
            let epsilon = epsilons[index % epsilons.count]
            guard epsilon != 0 else { return basePoint }
            let moved = benches[lane].moved(along: directions[index / epsilons.count], by: epsilon)
            var attention = ModelAttention()
            let (sums, klDivergence) = benches[lane].evaluator.evaluate(moved, against: baseRows) { attention.add($0) }
            return PerturbationRecord.Point(
                epsilon: epsilon, loss: sums.meanLoss, accuracy: sums.accuracy, klDivergence: klDivergence,
                attentionEntropy: attention.entropy)
        }
        guard let points else { return nil }
        let sweeps = directions.indices.map { direction in
            PerturbationRecord.Sweep(
                direction: direction + 1,
                points: Array(points[direction * epsilons.count..<(direction + 1) * epsilons.count]))
        }
        return PerturbationRecord(
            step: snapshot.step, interval: context.config.spectrum.interval, window: context.config.spectrum.window,
            sequences: bench.evaluator.sequenceCount, tokens: bench.evaluator.tokenCount, baseLoss: base.meanLoss,
            baseAccuracy: base.accuracy, sweeps: sweeps)
    }
}
