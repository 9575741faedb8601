package import Kernels

/// Ridge regression: the w and b that minimize Σ_tokens (y − ⟨w, x⟩ − b)² + α‖w‖², in closed form.
package enum LinearReadout {
    /// α.
    package static let alpha = 1.0

    /// Fits the targets, and predicts them for all rows. With Z = √weight (x − x̄) over the fitted rows and t = √weight
    /// (y − ȳ): (ZᵀZ + αI) w = Zᵀt, b = ȳ − ⟨w, x̄⟩.
    ///
    /// - Returns: predictions of all rows, [K, M]; nil where states are not finite.
    package static func predictions(_ problem: ReadoutProblem, fit: WeightedRows) -> DoubleMatrix? {
        let means = fit.columnMeans(of: problem.states)
        var centred = problem.states.gathered(fit.indices)
        for (row, weight) in fit.weights.enumerated() {
            let root = weight.squareRoot()
            for column in means.indices { centred[row, column] = root * (centred[row, column] - means[column]) }
        }
        var equations = centred.transposedTimes(centred)
        for index in 0..<equations.rows { equations[index, index] += alpha }
        let (targets, targetMeans) = problem.centredTargets(fit)
        guard let weights = PositiveDefiniteSystem.solve(equations, rightSides: targets.times(centred)) else {
            return nil
        }
        var predictions = weights.timesTransposed(problem.states)
        for output in 0..<predictions.rows {
            var intercept = targetMeans[output]
            for column in means.indices { intercept -= weights[output, column] * means[column] }
            for row in 0..<predictions.columns { predictions[output, row] += intercept }
        }
        return predictions
    }
}
