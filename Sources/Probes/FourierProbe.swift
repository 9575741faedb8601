internal import Kernels
package import RunEvents
package import SpectralEdge
internal import Transformer

/// Measures what is periodic in the states of a model, and in the embedding of residues.
///
/// *Along positions.* For each state of the stack that the head reads (the residual stream h after 0 … L layers, and
/// the head's input), the mean over the sequences that have the position, m_t = mean_s h_{s,t} ∈ R^D for t = 0 … n − 1
/// with n the longest sequence, is transformed along t (`FourierRecord.Spectrum`). Late positions are means over fewer
/// sequences. A position that has no row ends the sequence: in modular arithmetic the last states exist only at
/// position 0.
///
/// *In the embedding.* Where tokens are residues 0 … p − 1, x_a is row a of the token table [p, D], transformed along
/// a. These are the key frequencies k = 1 … (p − 1)/2 of Nanda, Chan, Lieberum, Smith and Steinhardt 2023, "Progress
/// measures for grokking via mechanistic interpretability" (arXiv:2301.05217). Their network for a + b mod 113 has
/// five, and their measure of sparsity is a Gini coefficient of norms. Frequencies are those of the additive group: a
/// network that multiplies has its own along discrete logarithms, and may show none here.
package enum FourierProbe {
    /// With fewer positions there is at most one frequency.
    private static let fewestPositions = 4

    /// Makes the measurement on the calling thread.
    ///
    /// - Returns: nil if cancelled.
    package static func run(
        _ context: ProbeContext, _ snapshot: EdgeSnapshot, isCancelled: () -> Bool,
        progress _: (Double) -> Void = { _ in }
    ) -> FourierRecord? {
        if isCancelled() { return nil }
        let bench = ProbeBench(
            model: context.model, sequences: context.sequences, snapshot: snapshot, purpose: .inspection)
        let parameters = bench.unmoved()
        var means: [PositionMeans] = []
        _ = bench.evaluator.evaluate(parameters) { pass in
            let streams = pass.streams
            if means.isEmpty { means = streams.map { PositionMeans(width: $0.states.columns) } }
            for (index, stream) in streams.enumerated() { means[index].add(stream) }
        }
        if isCancelled() { return nil }
        // The last of the streams is the head's input.
        let positional = means.enumerated().filter { $1.values.count >= fewestPositions }.map { index, means in
            FourierRecord.Positional(
                layers: index <= context.model.shape.layers ? index : nil,
                spectrum: FourierRecord.Spectrum(of: means.values))
        }
        let embedding = withExtendedLifetime(bench) {
            context.hasCyclicTokens ? FourierRecord.Spectrum(of: rows(parameters.encoder.tokenTable)) : nil
        }
        return FourierRecord(
            step: snapshot.step, sequences: bench.evaluator.sequenceCount, tokens: bench.evaluator.tokenCount,
            positional: positional, embedding: embedding)
    }

    private static func rows(_ matrix: Matrix) -> [[Double]] {
        (0..<matrix.rows).map { row in (0..<matrix.columns).map { Double(matrix[row, $0]) } }
    }
}
