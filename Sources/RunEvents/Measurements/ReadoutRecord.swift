extension MeasurementKind {
    /// How well the task's answer can be read from each layer.
    package static let readout = MeasurementKind(
        "readout", letter: "r", summary: "the answer, from each layer's states", of: .snapshot,
        record: ReadoutRecord.self)
}

/// How well the task's coordinate can be read from each layer's states, by a line, by pairwise products and by a small
/// network.
///
/// Fitted on 70 % of the scored tokens and scored on the rest; the shuffle that says which is the same at every step of
/// a run.
package struct ReadoutRecord: MeasurementRecord {
    package static var measurement: MeasurementKind { .readout }

    package var step: Int
    package var coordinate: TaskCoordinate
    /// The test sequences that the tokens are of.
    package var sequences: Int
    package var fittedTokens: Int
    package var scoredTokens: Int
    /// Scored tokens whose state is that of no fitted token.
    package var unseenTokens: Int
    /// The part of the fitted tokens that the quadratic and the MLP readout are fitted on, and how many distinct states
    /// these have: sequences that begin alike share them.
    package var sampledTokens: Int
    package var sampledRows: Int
    /// By the number of layers done: of the embedding first, of the last layer's residual stream last.
    package var streams: [Readouts]
    /// Of what the head reads: the last residual stream after the final LayerNorm.
    package var normed: Readouts

    package init(
        step: Int, coordinate: TaskCoordinate, sequences: Int, fittedTokens: Int, scoredTokens: Int,
        unseenTokens: Int, sampledTokens: Int, sampledRows: Int, streams: [Readouts], normed: Readouts
    ) {
        self.step = step
        self.coordinate = coordinate
        self.sequences = sequences
        self.fittedTokens = fittedTokens
        self.scoredTokens = scoredTokens
        self.unseenTokens = unseenTokens
        self.sampledTokens = sampledTokens
        self.sampledRows = sampledRows
        self.streams = streams
        self.normed = normed
    }

    /// All readouts of one layer.
    package struct Readouts: Sendable, Codable, Equatable {
        /// Ridge, α = 1.
        package var linear: Readout
        /// Ridge on the sample, α = 10, on the states and the products of every two of their numbers.
        package var quadratic: Readout
        /// 64 hidden units on the sample, stopped early.
        package var mlp: Readout

        package init(linear: Readout, quadratic: Readout, mlp: Readout) {
            self.linear = linear
            self.quadratic = quadratic
            self.mlp = mlp
        }
    }

    /// What one readout scores. A figure is nil where there is none: states that are not finite, or an answer that is
    /// the same at every token.
    package struct Readout: Sendable, Codable, Equatable {
        /// 1 − Σ(y − ŷ)² / Σ(y − ȳ)² over the scored tokens. Below zero where the mean would have been nearer.
        package var r2: Double?
        /// The same over unseen tokens alone, which the fit cannot know by heart.
        package var unseenR2: Double?
        /// Share of the scored tokens whose answer comes out largest, where each answer has an output of its own,
        /// fitted to 1 at its tokens and 0 at all others. Only where the coordinate is no quantity.
        package var accuracy: Double?

        package init(r2: Double?, unseenR2: Double?, accuracy: Double?) {
            self.r2 = r2
            self.unseenR2 = unseenR2
            self.accuracy = accuracy
        }
    }
}
