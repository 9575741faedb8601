internal import Kernels
package import RunEvents
package import SpectralEdge
internal import Transformer

/// How the task's coordinate lies in each layer's states: on a line, in products of two numbers, or so that it takes a network to
/// find it.
///
/// The snapshot's directions play no part.
package enum ReadoutProbe {
    /// - Returns: nil if cancelled.
    package static func run(
        _ context: ProbeContext, _ snapshot: EdgeSnapshot, isCancelled: () -> Bool,
        progress: (Double) -> Void = { _ in }
    ) -> ReadoutRecord? {
        let reader = StateReader(model: context.model, sequences: context.readoutSequences)
        let parameters = Arena(count: context.model.table.count)
        parameters.replaceContents(with: snapshot.parameters)
        let states = reader.read(context.model.views(parameters.base))
        // Of the run's seed alone: at every step the same tokens are fitted.
        var generator = RandomGenerator(seed: context.config.seed, stream: .probes)
        let sample = ReadoutSample(
            task: context.config.task, classes: context.model.shape.classes, rows: reader.rows, from: &generator)

        var readouts: [ReadoutRecord.Readouts] = []
        let all = states.streams + [states.normed]
        for (index, values) in all.enumerated() {
            let matrix = DoubleMatrix(rows: reader.rows.count, columns: states.width, values: values.map { Double($0) })
            let measured = measure(matrix, sample, generator, isCancelled: isCancelled) { share in
                progress((Double(index) + share) / Double(all.count))
            }
            guard let measured else { return nil }
            readouts.append(measured)
        }
        let split = sample.split
        return ReadoutRecord(
            step: snapshot.step, coordinate: sample.coordinate, sequences: reader.sequenceCount,
            fittedTokens: Int(split.fit.total), scoredTokens: Int(split.score.total),
            unseenTokens: Int(split.unseen.total), sampledTokens: Int(split.sample.total),
            sampledRows: split.sample.indices.count,
            streams: Array(readouts.dropLast()), normed: readouts[readouts.count - 1])
    }

    /// Every layer's network begins with the same numbers.
    private static func measure(
        _ states: DoubleMatrix, _ sample: ReadoutSample, _ generator: RandomGenerator, isCancelled: () -> Bool,
        progress: (Double) -> Void
    ) -> ReadoutRecord.Readouts? {
        if isCancelled() { return nil }
        let linear = sample.readout(states) { LinearReadout.predictions($0, fit: sample.split.fit) }
        progress(1.0 / 3)
        if isCancelled() { return nil }
        let quadratic = sample.readout(states) {
            PairwiseReadout.predictions($0, fit: sample.split.sample, at: sample.split.score, isCancelled: isCancelled)
        }
        progress(2.0 / 3)
        if isCancelled() { return nil }
        let mlp = sample.readout(states) { problem in
            var generator = generator
            return NetworkReadout.predictions(
                problem, fit: sample.split.sample, from: &generator, isCancelled: isCancelled)
        }
        progress(1)
        return isCancelled() ? nil : ReadoutRecord.Readouts(linear: linear, quadratic: quadratic, mlp: mlp)
    }
}
