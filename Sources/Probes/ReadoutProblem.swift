package import Kernels

/// States, and the targets that a readout predicts from them.
package struct ReadoutProblem: Sendable {
    /// The states, [M, D].
    package let states: DoubleMatrix
    /// The targets, one row per output, [K, M].
    package let targets: DoubleMatrix

    /// Makes a problem.
    ///
    /// - Precondition: there are as many states as targets.
    package init(states: DoubleMatrix, targets: DoubleMatrix) {
        precondition(states.rows == targets.columns, "\(states.rows) states with \(targets.columns) targets")
        self.states = states
        self.targets = targets
    }
}
