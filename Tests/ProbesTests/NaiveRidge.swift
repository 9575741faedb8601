import Probes
import TestSupport

/// Ridge regression by its definition: features and intercept written out, a row for every token, and normal equations
/// solved by Gauss's method.
enum NaiveRidge {
    /// Fits the targets, and predicts them for all rows.
    ///
    /// - Parameter tokens: the row of each token to fit.
    static func predictions(features: Grid, targets: [Double], tokens: [Int], alpha: Double) -> [Double] {
        // The last unknown is the intercept, which is not penalized.
        let unknowns = features.columns + 1
        func feature(_ row: Int, _ index: Int) -> Double { index < features.columns ? features[row, index] : 1 }
        var equations = Grid(rows: unknowns, columns: unknowns + 1) { a, b in
            let penalty = a == b && a < features.columns ? alpha : 0
            return tokens.reduce(penalty) { sum, row in
                sum + feature(row, a) * (b < unknowns ? feature(row, b) : targets[row])
            }
        }
        let weights = solve(&equations)
        return (0..<features.rows).map { row in (0..<unknowns).reduce(0) { $0 + weights[$1] * feature(row, $1) } }
    }

    /// All numbers of each row, and the product of every two of them.
    static func pairwise(_ states: Grid) -> Grid {
        let pairs = (0..<states.columns).flatMap { i in (i + 1..<states.columns).map { (i, $0) } }
        return Grid(rows: states.rows, columns: states.columns + pairs.count) { row, index in
            guard index >= states.columns else { return states[row, index] }
            let (i, j) = pairs[index - states.columns]
            return states[row, i] * states[row, j]
        }
    }

    /// Solves [A | b] by Gauss and Jordan's method, with the largest pivot first.
    private static func solve(_ system: inout Grid) -> [Double] {
        let order = system.rows
        for pivot in 0..<order {
            let best = (pivot..<order).max { abs(system[$0, pivot]) < abs(system[$1, pivot]) } ?? pivot
            for column in 0...order {
                let value = system[pivot, column]
                system[pivot, column] = system[best, column]
                system[best, column] = value
            }
            for row in 0..<order where row != pivot {
                let factor = system[row, pivot] / system[pivot, pivot]
                for column in 0...order { system[row, column] -= factor * system[pivot, column] }
            }
        }
        return (0..<order).map { system[$0, order] / system[$0, $0] }
    }
}
