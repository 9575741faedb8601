extension MeasurementKind {
    /// The frequencies in positions and in embeddings.
    package static let fourier = MeasurementKind(
        "fourier", letter: "u", summary: "positions; key frequencies of residues", of: .snapshot,
        record: FourierRecord.self)
}

/// The periodic structure of a model: of its states along the positions of a sequence, and of its embedding where
/// tokens are residues.
package struct FourierRecord: MeasurementRecord {
    /// The measurement `fourier`.
    package static var measurement: MeasurementKind { .fourier }

    /// The step whose parameters were measured.
    package var step: Int
    /// How many sequences the states were measured on.
    package var sequences: Int
    /// How many scored tokens these have.
    package var tokens: Int
    /// The spectra along positions, in the order in which the model computes the states; empty where a sequence has
    /// fewer than four positions (modular arithmetic).
    package var positional: [Positional]
    /// The spectrum of the token table over the residues; nil where tokens are not residues.
    package var embedding: Spectrum?

    /// Makes a record from its members, which it does not check.
    package init(step: Int, sequences: Int, tokens: Int, positional: [Positional], embedding: Spectrum?) {
        self.step = step
        self.sequences = sequences
        self.tokens = tokens
        self.positional = positional
        self.embedding = embedding
    }

    /// The spectrum along positions of one state of the stack that the head reads.
    package struct Positional: Sendable, Codable, Equatable {
        /// Which state: the residual stream after this many layers, where 0 is the embedding; nil for the head's input
        /// after the last LayerNorm.
        package var layers: Int?
        /// The spectrum of that state.
        package var spectrum: Spectrum

        /// Makes an entry from its members, which it does not check.
        package init(layers: Int?, spectrum: Spectrum) {
            self.layers = layers
            self.spectrum = spectrum
        }
    }

    /// The power of n vectors x_0 … x_{n−1} ∈ R^D by frequency, summed over D:
    ///
    ///     X_k = Σ_t x_t e^{−2πikt/n},  P_k = c_k ‖X_k‖² / n²,  k = 0 … ⌊n/2⌋
    ///
    /// Here c_k is 1 for k = 0 and k = n/2, and 2 for all other k, which also stand for −k; so Σ P_k is the mean of
    /// ‖x_t‖².
    package struct Spectrum: Sendable, Codable, Equatable {
        /// n, how many positions or residues there are.
        package var length: Int
        /// P_0, the squared norm of the mean.
        package var constantPower: Double
        /// Σ P_k over k ≥ 1, the mean squared distance from the mean.
        package var varyingPower: Double
        /// P_k / `varyingPower` for k = 1 … ⌊n/2⌋; together 1, or all 0 where nothing varies.
        package var shares: [Double]
        /// The five largest shares, largest first; fewer where fewer are above zero.
        package var top: [Peak]
        /// The sum of the shares in `top`.
        package var topShare: Double
        /// The Gini coefficient of √P_k over k ≥ 1: 0 where all are equal, 1 − 1/⌊n/2⌋ where one frequency has all the
        /// power.
        package var gini: Double

        /// Makes a spectrum from its members, which it does not check.
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

    /// One frequency with its share.
    package struct Peak: Sendable, Codable, Equatable {
        /// k, in cycles over the n positions or residues.
        package var frequency: Int
        /// Its share of `varyingPower`.
        package var share: Double

        /// Makes a peak from its members, which it does not check.
        package init(frequency: Int, share: Double) {
            self.frequency = frequency
            self.share = share
        }
    }
}
