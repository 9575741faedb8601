extension MeasurementKind {
    /// How well the task's answer can be read from each layer.
    package static let readout = MeasurementKind(
        "readout", letter: "r", summary: "the answer, from each layer's states", of: .snapshot,
        record: ReadoutRecord.self)
}

/// How well the task's coordinate can be read from each layer's states, by a linear fit, by pairwise products and by a
/// small network.
///
/// The readouts are fitted on 70 % of the scored tokens and scored on the rest; the shuffle that splits them is the
/// same at every step of a run.
package struct ReadoutRecord: MeasurementRecord {
    /// The measurement `readout`.
    package static var measurement: MeasurementKind { .readout }

    /// The step whose parameters were measured.
    package var step: Int
    /// The coordinate that the readouts predict.
    package var coordinate: TaskCoordinate
    /// How many test sequences the tokens come from.
    package var sequences: Int
    /// How many scored tokens the linear readout is fitted on.
    package var fittedTokens: Int
    /// How many other scored tokens the readouts are scored on.
    package var scoredTokens: Int
    /// How many of these have a state that no fitted token has.
    package var unseenTokens: Int
    /// How many of the fitted tokens the quadratic and the MLP readout are fitted on.
    package var sampledTokens: Int
    /// How many distinct states the sampled tokens have: sequences that begin alike share states.
    package var sampledRows: Int
    /// The readouts by the number of layers done: from the embedding to the last layer's residual stream.
    package var streams: [Readouts]
    /// The readouts from the head's input: the last residual stream after the final LayerNorm.
    package var normed: Readouts

    /// Makes a record from its members, which it does not check.
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

    /// All readouts from one layer.
    package struct Readouts: Sendable, Codable, Equatable {
        /// Ridge regression with α = 1.
        package var linear: Readout
        /// Ridge regression with α = 10 on the sample, from the states and the products of every two of their numbers.
        package var quadratic: Readout
        /// A network with 64 hidden units, fitted on the sample and stopped early.
        package var mlp: Readout

        /// Makes a set of readouts from its members, which it does not check.
        package init(linear: Readout, quadratic: Readout, mlp: Readout) {
            self.linear = linear
            self.quadratic = quadratic
            self.mlp = mlp
        }
    }

    /// The scores of one readout. A score is nil where it is undefined: for states that are not finite, or for an
    /// answer that is the same at every token.
    package struct Readout: Sendable, Codable, Equatable {
        /// 1 − Σ(y − ŷ)² / Σ(y − ȳ)² over the scored tokens; below zero where the mean would have been nearer.
        package var r2: Double?
        /// R² over unseen tokens alone, which the fit cannot have memorized.
        package var unseenR2: Double?
        /// The share of the scored tokens whose answer has the largest output. Each answer has an output of its own,
        /// which is fitted to 1 at its tokens and 0 at all others. It is nil where the coordinate is a quantity.
        package var accuracy: Double?

        /// Makes a set of scores from its members, which it does not check.
        package init(r2: Double?, unseenR2: Double?, accuracy: Double?) {
            self.r2 = r2
            self.unseenR2 = unseenR2
            self.accuracy = accuracy
        }
    }
}
