/// A run at one step: what a probe needs to measure it while training goes on.
package struct EdgeSnapshot: Sendable {
    /// Steps done.
    package let step: Int
    /// θ.
    package let parameters: [Float]
    /// v_1 … v_4 (or fewer) of the paper's window: [P] each, norm 1.
    package let directions: [[Float]]
    /// Where θ_S lies in θ.
    package let trackedRange: Range<Int>

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
