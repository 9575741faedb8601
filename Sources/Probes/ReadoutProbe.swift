internal import Kernels
package import RunEvents
package import SpectralEdge
internal import Transformer

/// Measures how each layer's states hold the task's coordinate: linearly, in products of two numbers, or in a form that
/// only a network can read.
///
/// The snapshot's directions play no part.
package enum ReadoutProbe {
    /// Makes the measurement on the calling thread and at most one more.
    ///
    /// - Returns: nil if cancelled.
    package static func run(
        _ context: ProbeContext, _ snapshot: EdgeSnapshot, isCancelled: () -> Bool,
        progress: (Double) -> Void = { _ in }
    ) -> ReadoutRecord? {
        let reader = StateReader(model: context.model, sequences: context.readoutSequences)
        let parameters = Arena(count: context.model.table.count)
        parameters.replaceContents(with: snapshot.parameters)
        let states = reader.read(context.model.views(parameters.base))
        // The generator depends on the run's seed alone, so that the same tokens are fitted at every step.
        var generator = RandomGenerator(seed: context.config.seed, stream: .probes)
        let sample = ReadoutSample(
            coordinate: context.coordinate, classes: context.model.shape.classes, rows: reader.rows, from: &generator)

        let all = states.streams + [states.normed]
        let readouts = ProbeLanes.results(all.count * kinds.count, isCancelled: isCancelled, progress: progress) {
            _, index in
            let values = all[index / kinds.count]
            let matrix = DoubleMatrix(rows: reader.rows.count, columns: states.width, values: values.map { Double($0) })
            return measure(kinds[index % kinds.count], matrix, sample, generator, isCancelled: isCancelled)
        }
        guard let readouts else { return nil }
        let layers = all.indices.map { layer in
            let first = layer * kinds.count
            return ReadoutRecord.Readouts(
                linear: readouts[first], quadratic: readouts[first + 1], mlp: readouts[first + 2])
        }
        let split = sample.split
        return ReadoutRecord(
            step: snapshot.step, coordinate: sample.coordinate, sequences: reader.sequenceCount,
            fittedTokens: Int(split.fit.total), scoredTokens: Int(split.score.total),
            unseenTokens: Int(split.unseen.total), sampledTokens: Int(split.sample.total),
            sampledRows: split.sample.indices.count,
            streams: Array(layers.dropLast()), normed: layers[layers.count - 1])
    }

    /// The kinds in the order in which a record holds them.
    private static let kinds = [Kind.linear, .quadratic, .mlp]

    private enum Kind: Sendable {
        case linear, quadratic, mlp
    }

    /// Measures one kind of readout. The network of every layer starts from the same random numbers.
    ///
    /// - Returns: nil if cancelled.
    private static func measure(
        _ kind: Kind, _ states: DoubleMatrix, _ sample: ReadoutSample, _ generator: RandomGenerator,
        isCancelled: () -> Bool
    ) -> ReadoutRecord.Readout? {
        let split = sample.split
        let readout = sample.readout { sets in
            switch kind {
            case .linear:
                return LinearReadout(states, fit: split.fit)?.predictions(of: sets)
            case .quadratic:
                return PairwiseReadout(states, fit: split.sample, isCancelled: isCancelled)?
                    .predictions(of: sets, at: split.score, isCancelled: isCancelled)
            case .mlp:
                return sets.map { targets in
                    var generator = generator
                    return NetworkReadout.predictions(
                        ReadoutProblem(states: states, targets: targets), fit: split.sample, from: &generator,
                        isCancelled: isCancelled)
                }
            }
        }
        return isCancelled() ? nil : readout
    }
}
