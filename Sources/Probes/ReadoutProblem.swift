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

    /// The targets of some rows minus their mean over tokens, each times the root of its weight, [K, n]. A
    /// least-squares fit to these is a fit over tokens with an intercept that is not penalized.
    func centredTargets(_ fit: WeightedRows) -> (targets: DoubleMatrix, means: [Double]) {
        let means = (0..<targets.rows).map { output in
            fit.mean(of: targets.values[output * targets.columns..<(output + 1) * targets.columns])
        }
        var centred = DoubleMatrix(rows: targets.rows, columns: fit.indices.count)
        for output in 0..<targets.rows {
            for (place, row) in fit.indices.enumerated() {
                centred[output, place] = fit.weights[place].squareRoot() * (targets[output, row] - means[output])
            }
        }
        return (centred, means)
    }
}
