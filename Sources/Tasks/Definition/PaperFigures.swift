package import RunEvents

/// The paper's figures of one task, typed in once: fractions, nats, degrees and steps. A figure is nil where the paper
/// has none.
package struct PaperFigures: Sendable {
    /// The steps between which its seeds grok.
    package var grokSteps: ClosedRange<Double>?
    /// The same as the paper prints it.
    package var grokText: String?
    /// The gradient's share of v_1 before, at, and after grokking, and late.
    package var shareBefore, shareAt, shareAfter, shareLate: Double?
    /// The change of the accuracy without v_1 and v_2, and the paper's standard deviation over seeds.
    package var removalAt, removalLate: Measured?
    /// The same in a run that memorized.
    package var removalMemorized: Measured?
    /// Trials of the random plane, which changed nothing.
    package var randomTrials: Int?
    /// The largest Kullback–Leibler divergence of the perturbation sweep, in nats.
    package var largestKL: Double?
    /// Relative curvatures along v_1 and v_2.
    package var curvature1, curvature2: Double?
    /// The relative curvature of the bulk in a run that memorized.
    package var memorizedBulkCurvature: Double?
    /// R² of the linear and the MLP readout, at grokking and late.
    package var linearAt, mlpAt, linearLate, mlpLate: Measured?
    /// Degrees that v_1, v_2, v_3 turn in a window.
    package var rotation: [Double] = []
    /// Functional R² of v_1.
    package var functionalR2: Double?
    /// The factor by which g₂₃ falls.
    package var g23Compression: Double?
    /// The class that the paper gives the task's edge.
    package var edgeClass: DriveClass?
    /// The weight-decay intervention, one row an arm; empty where the paper has none.
    package var intervention: [Arm] = []

    /// A figure with its standard deviation over seeds, where the paper gives one.
    package struct Measured: Sendable {
        /// The mean.
        package var value: Double
        /// The standard deviation over seeds; nil where it is not given.
        package var deviation: Double?

        /// Types in a figure.
        package init(value: Double, deviation: Double? = nil) {
            (self.value, self.deviation) = (value, deviation)
        }
    }

    /// One arm of the weight-decay intervention.
    package struct Arm: Sendable {
        /// What the arm set the weight decay to, and what it measured at its end.
        package var weightDecay, testAccuracy, linearR2, attentionEntropy, parameterNorm: Double

        /// Types in an arm.
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

    /// No figures.
    package init() {}
}
