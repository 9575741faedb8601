package import RunEvents

/// The paper's figures for one task, as fractions, nats, degrees and steps. A figure is nil where the paper has none.
package struct PaperFigures: Sendable {
    /// The steps at which the paper's seeds grok, one a seed; empty where it has none.
    package var grokSteps: [Double] = []
    /// These steps as the paper prints them.
    package var grokText: String?
    /// The gradient fraction of v_1 before, at, and after grokking, and late, each of one seed.
    package var shareBefore, shareAt, shareAfter, shareLate: Double?
    /// The change of the accuracy after v_1 and v_2 are removed, at grokking and late, with the paper's standard
    /// deviation over seeds.
    package var removalAt, removalLate: Measured?
    /// The same change in a run that only memorized.
    package var removalMemorized: Measured?
    /// How many random planes the paper removed; none changed the accuracy.
    package var randomTrials: Int?
    /// How many times as much it costs to remove the edge as to remove a random plane, late: the quotient of the two
    /// changes of the accuracy, with 10⁻⁸ added to the size of the second.
    package var removalRatio: Double?
    /// Whether the paper says that gradient and decay push v_1 the same way at grokking.
    package var alignsAtGrokking = false
    /// The largest Kullback–Leibler divergence of the perturbation sweep, in nats.
    package var largestKL: Double?
    /// The curvatures along v_1 and v_2, late, of one seed.
    package var curvature1, curvature2: Double?
    /// The curvature along v_4 in a run that memorized, late, of one seed.
    package var memorizedBulkCurvature: Double?
    /// R² of the linear and of the MLP readout, at grokking and late.
    package var linearAt, mlpAt, linearLate, mlpLate: Measured?
    /// How many degrees v_1, v_2 and v_3 turn per window.
    package var rotation: [Double] = []
    /// Functional R² of v_1.
    package var functionalR2: Double?
    /// The factor by which g₂₃ falls from its peak to the grok step, one a seed.
    package var g23Compression: [Double] = []
    /// The same factor without weight decay, where it falls to the last step.
    package var g23Undecayed: [Double] = []
    /// The class that the paper gives the task's edge.
    package var edgeClass: DriveClass?
    /// The arms of the weight-decay intervention; empty where the paper has none.
    package var intervention: [Arm] = []
    /// The steps and windows of the author's own scripts; nil where the paper has no figures of the task.
    package var published: PublishedProtocol?

    /// A figure, with its standard deviation over seeds where the paper gives one.
    package struct Measured: Sendable {
        /// The mean over seeds.
        package var value: Double
        /// The standard deviation over three seeds, with 3 in the denominator; nil for a figure of one seed.
        package var deviation: Double?

        /// Makes a figure from its members.
        package init(value: Double, deviation: Double? = nil) {
            (self.value, self.deviation) = (value, deviation)
        }
    }

    /// One arm of the weight-decay intervention.
    package struct Arm: Sendable {
        /// ω of the arm, and the results at its end: accuracy on the test set, linear R², attention entropy in nats,
        /// and ‖θ‖.
        package var weightDecay, testAccuracy, linearR2, attentionEntropy, parameterNorm: Double

        /// Makes an arm from its members.
        package init(
            weightDecay: Double, testAccuracy: Double, linearR2: Double, attentionEntropy: Double, parameterNorm: Double
        ) {
            self.weightDecay = weightDecay
            self.testAccuracy = testAccuracy
            self.linearR2 = linearR2
            self.attentionEntropy = attentionEntropy
            self.parameterNorm = parameterNorm
        }
    }

    /// Makes figures that are all empty.
    package init() {}
}
