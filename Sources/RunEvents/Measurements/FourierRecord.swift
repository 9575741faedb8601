extension MeasurementKind {
    /// The frequencies in positions and embeddings.
    package static let fourier = MeasurementKind(
        "fourier", letter: "u", summary: "positions; key frequencies of residues", of: .snapshot,
        record: FourierRecord.self)
}

/// What is periodic in a model: its states along the positions of a sequence, and where its tokens are residues their
/// embedding.
package struct FourierRecord: MeasurementRecord {
    package static var measurement: MeasurementKind { .fourier }

    package var step: Int
    package var sequences: Int
    /// Scored tokens of those sequences.
    package var tokens: Int
    /// In the order in which the model computes them; none where there are fewer than four positions (modular
    /// arithmetic).
    package var positional: [Positional]
    /// Key frequencies of the token table over the residues; nil where tokens are none.
    package var embedding: Spectrum?

    package init(step: Int, sequences: Int, tokens: Int, positional: [Positional], embedding: Spectrum?) {
        self.step = step
        self.sequences = sequences
        self.tokens = tokens
        self.positional = positional
        self.embedding = embedding
    }

    /// The spectrum along positions of a state of the stack that is read out.
    package struct Positional: Sendable, Codable, Equatable {
        /// The residual stream after so many layers: 0 is the embedding. nil: what the head reads, after the last
        /// LayerNorm.
        package var layers: Int?
        package var spectrum: Spectrum

        package init(layers: Int?, spectrum: Spectrum) {
            self.layers = layers
            self.spectrum = spectrum
        }
    }

    /// The power of n vectors x_0 … x_{n−1} ∈ R^D by frequency, summed over D:
    ///
    ///     X_k = Σ_t x_t e^{−2πikt/n},  P_k = c_k ‖X_k‖² / n²,  k = 0 … ⌊n/2⌋
    ///
    /// with c_k = 2 where −k is another frequency than k, 1 for k = 0 and n/2, so that Σ P_k is the mean of ‖x_t‖².
    package struct Spectrum: Sendable, Codable, Equatable {
        /// n: positions, or residues.
        package var length: Int
        /// P_0: the squared norm of the mean.
        package var constantPower: Double
        /// Σ P_k over k ≥ 1: the mean squared distance from the mean.
        package var varyingPower: Double
        /// P_k / `varyingPower` for k = 1 … ⌊n/2⌋: they sum to 1. All 0 where nothing varies.
        package var shares: [Double]
        /// The five largest shares (or as many as there are above zero), the largest first.
        package var top: [Peak]
        /// What those hold together.
        package var topShare: Double
        /// Gini coefficient of √P_k over k ≥ 1, 0 where all are equal, 1 − 1/⌊n/2⌋ where one has all.
        package var gini: Double

        package init(
            length: Int, constantPower: Double, varyingPower: Double, shares: [Double], top: [Peak], topShare: Double,
            gini: Double
        ) {
            self.length = length
            self.constantPower = constantPower
            self.varyingPower = varyingPower
            self.shares = shares
            self.top = top
            self.topShare = topShare
            self.gini = gini
        }
    }

    package struct Peak: Sendable, Codable, Equatable {
        /// k, in cycles over the n positions or residues.
        package var frequency: Int
        package var share: Double

        package init(frequency: Int, share: Double) {
            self.frequency = frequency
            self.share = share
        }
    }
}
