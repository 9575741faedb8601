internal import Kernels
package import RunEvents
package import SpectralEdge
internal import Transformer

/// Measures how well a model of a + b or a − b modulo p answers by the waves of its key frequencies alone, and without
/// them (`ProgressMeasuresRecord`).
///
/// The key frequencies are those of the measured parameters, by the rule of `SumWaves.keyFrequencies`. The published
/// figures are of the final network's key frequencies; here no later step is known.
package enum ProgressProbe {
    /// Makes the measurement on the calling thread.
    ///
    /// - Returns: nil if cancelled.
    /// - Precondition: the run's task adds or subtracts residues, and the context has train sequences.
    package static func run(
        _ context: ProbeContext, _ snapshot: EdgeSnapshot, isCancelled: () -> Bool,
        progress: (Double) -> Void = { _ in }
    ) -> ProgressMeasuresRecord? {
        guard let sign = context.sumSign else {
            preconditionFailure("\(context.config.task.rawValue) has no sums of residues")
        }
        if isCancelled() { return nil }
        let p = context.model.shape.classes
        // The rows of the logits are in the order of the pairs: no two are equal.
        let pairs = (0..<p * p).map { pair in
            let (a, b) = (pair / p, pair % p)
            return LabelledSequence(
                tokens: [Int32(a), Int32(b)], targets: [Int32((a + sign * b + p) % p), -1])
        }
        let bench = ProbeBench(model: context.model, sequences: pairs[...], snapshot: snapshot)
        let rows = bench.evaluator.logProbabilities(bench.unmoved()).rows
        progress(0.5)
        if isCancelled() { return nil }
        let waves = SumWaves(rows, modulus: p, sign: sign)
        let keys = waves.keyFrequencies
        var isTrain = Array(repeating: false, count: p * p)
        for sequence in context.wholeTrain { isTrain[Int(sequence.tokens[0]) * p + Int(sequence.tokens[1])] = true }
        if isCancelled() { return nil }
        let record = ProgressMeasuresRecord(
            step: snapshot.step, modulus: p, trainPairs: isTrain.count { $0 },
            loss: waves.loss(of: Array(repeating: true, count: p * p)), trainLoss: waves.loss(of: isTrain),
            restrictedLoss: waves.restrictedLoss(keys), excludedLoss: waves.excludedLoss(keys, of: isTrain),
            keyFrequencies: keys, shares: waves.shares, keyPower: waves.power(of: keys))
        progress(1)
        return record
    }
}
