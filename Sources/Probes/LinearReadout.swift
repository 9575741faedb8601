package import Kernels

/// Ridge regression: the w and b that minimize Σ_tokens (y − ⟨w, x⟩ − b)² + α‖w‖², in closed form.
///
/// With Z = √weight (x − x̄) over the fitted rows and t = √weight (y − ȳ): (ZᵀZ + αI) w = Zᵀt, b = ȳ − ⟨w, x̄⟩. The
/// matrix does not depend on the targets, so it is made and factorized once for all that are read from the same states.
package struct LinearReadout: Sendable {
    /// α.
    package static let alpha = 1.0

    private let states: DoubleMatrix
    private let fit: WeightedRows
    /// x̄.
    private let means: [Double]
    /// Z.
    private let centred: DoubleMatrix
    private let system: PositiveDefiniteSystem

    /// A readout of states [M, D], fitted on some rows.
    ///
    /// - Returns: nil where states are not finite.
    package init?(_ states: DoubleMatrix, fit: WeightedRows) {
        means = fit.columnMeans(of: states)
        var centred = states.gathered(fit.indices)
        for (row, weight) in fit.weights.enumerated() {
            let root = weight.squareRoot()
            for column in means.indices { centred[row, column] = root * (centred[row, column] - means[column]) }
        }
        var equations = centred.transposedTimes(centred)
        for index in 0..<equations.rows { equations[index, index] += Self.alpha }
        guard let system = PositiveDefiniteSystem(equations) else { return nil }
        (self.states, self.fit, self.centred, self.system) = (states, fit, centred, system)
    }

    /// Fits targets, and predicts them for all rows.
    ///
    /// - Parameter targets: [K, M].
    /// - Returns: predictions of all rows, [K, M]; nil where one is not finite.
    package func predictions(of targets: DoubleMatrix) -> DoubleMatrix? {
        let (centredTargets, targetMeans) = fit.centred(targets)
        guard let weights = system.solution(of: centredTargets.times(centred)) else { return nil }
        var predictions = weights.timesTransposed(states)
        for output in 0..<predictions.rows {
            var intercept = targetMeans[output]
            for column in means.indices { intercept -= weights[output, column] * means[column] }
            for row in 0..<predictions.columns { predictions[output, row] += intercept }
        }
        return predictions
    }

    /// As `predictions(of:)`, for several sets of targets one after the other.
    func predictions(of sets: [DoubleMatrix]) -> [DoubleMatrix]? {
        let predictions = sets.compactMap { self.predictions(of: $0) }
        return predictions.count == sets.count ? predictions : nil
    }
}
