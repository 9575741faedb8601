package import Kernels

/// A run at one step: all that a probe needs to measure it while training goes on.
package struct EdgeSnapshot: Sendable {
    /// How many optimizer steps the run had done.
    package let step: Int
    /// θ, all parameters of the model.
    package let parameters: [Float]
    /// v_1 … v_4 (or fewer) of the paper's window: [P] each, with norm 1.
    package let directions: [[Float]]
    /// The place of θ_S within θ.
    package let trackedRange: Range<Int>
    /// Adam's state; nil before its first step, and where no measurement needs it.
    package let adam: AdamState?

    /// Makes a snapshot.
    ///
    /// - Precondition: each direction is as long as `trackedRange`; Adam has a second moment for each parameter.
    package init(
        step: Int, parameters: [Float], directions: [[Float]], trackedRange: Range<Int>, adam: AdamState? = nil
    ) {
        precondition(
            directions.allSatisfy { $0.count == trackedRange.count },
            "directions of another length than \(trackedRange)")
        precondition(
            adam.map { $0.secondMoments.count == parameters.count } ?? true,
            "second moments of other parameters than the \(parameters.count)")
        self.step = step
        self.parameters = parameters
        self.directions = directions
        self.trackedRange = trackedRange
        self.adam = adam
    }
}
