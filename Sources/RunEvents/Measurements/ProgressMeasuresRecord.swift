extension MeasurementKind {
    /// Restricted and excluded loss of modular addition.
    package static let progressMeasures = MeasurementKind(
        "progress", letter: "g", doing: "measuring progress",
        summary: "restricted and excluded loss (modular)", of: .sumsOfResidues, record: ProgressMeasuresRecord.self)
}

/// The progress measures of Nanda, Chan, Lieberum, Smith and Steinhardt 2023 (arXiv:2301.05217, section 5.1) for a
/// model that adds or subtracts modulo p: how well it answers by the waves of its key frequencies alone, and without
/// them.
///
/// The logits L[a, b, c] on all p² pairs are functions of a and b. Their *sum waves* are their components along
/// cos(2πk(a ± b)/p) and sin(2πk(a ± b)/p) for k = 1 … (p − 1)/2, with the sign of the task.
package struct ProgressMeasuresRecord: MeasurementRecord {
    /// The measurement `progress`.
    package static var measurement: MeasurementKind { .progressMeasures }

    /// The step whose parameters were measured.
    package var step: Int
    /// p.
    package var modulus: Int
    /// How many of the p² pairs are in the train set.
    package var trainPairs: Int
    /// The loss on all p² pairs, in nats per answer.
    package var loss: Double
    /// The loss on the train set.
    package var trainLoss: Double
    /// The loss on all p² pairs of the logits' mean over all pairs plus the sum waves of the key frequencies.
    package var restrictedLoss: Double
    /// The loss on the train set of the logits without the sum waves of the key frequencies. Their mean stays.
    package var excludedLoss: Double
    /// The key frequencies k, with the largest share first; none where all frequencies are about as strong.
    package var keyFrequencies: [Int]
    /// The share of each frequency k = 1 … (p − 1)/2 in the power of all sum waves; together 1, or all 0 where there is
    /// no power.
    package var shares: [Double]
    /// The share of the key frequencies' sum waves in all that varies with a and b in the logits.
    package var keyPower: Double

    /// Makes a record from its members, which it does not check.
    package init(
        step: Int, modulus: Int, trainPairs: Int, loss: Double, trainLoss: Double, restrictedLoss: Double,
        excludedLoss: Double, keyFrequencies: [Int], shares: [Double], keyPower: Double
    ) {
        self.step = step
        self.modulus = modulus
        self.trainPairs = trainPairs
        self.loss = loss
        self.trainLoss = trainLoss
        self.restrictedLoss = restrictedLoss
        self.excludedLoss = excludedLoss
        self.keyFrequencies = keyFrequencies
        self.shares = shares
        self.keyPower = keyPower
    }
}
