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

    /// Makes a snapshot.
    ///
    /// - Precondition: each direction is as long as `trackedRange`.
    package init(step: Int, parameters: [Float], directions: [[Float]], trackedRange: Range<Int>) {
        precondition(
            directions.allSatisfy { $0.count == trackedRange.count },
            "directions of another length than \(trackedRange)")
        self.step = step
        self.parameters = parameters
        self.directions = directions
        self.trackedRange = trackedRange
    }
}
