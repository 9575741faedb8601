internal import Foundation
package import Kernels

/// Every operation of the engine as its formula reads, in double, with no thought of speed.
package enum Naive {
    package static func product(_ a: Grid, _ b: Grid) -> Grid {
        Grid(rows: a.rows, columns: b.columns) { row, column in
            (0..<a.columns).reduce(0) { $0 + a[row, $1] * b[$1, column] }
        }
    }

    package static func sum(_ a: Grid, _ b: Grid) -> Grid {
        Grid(rows: a.rows, columns: a.columns) { a[$0, $1] + b[$0, $1] }
    }

    /// x Wᵀ + b.
    package static func linear(_ x: Grid, _ weight: Grid, _ bias: [Double]) -> Grid {
        let result = product(x, weight.transposed)
        return Grid(rows: result.rows, columns: result.columns) { result[$0, $1] + bias[$1] }
    }

    package static func layerNorm(_ x: Grid, gain: [Double], bias: [Double]) -> Grid {
        var result = x
        for row in 0..<x.rows {
            let values = (0..<x.columns).map { x[row, $0] }
            let mean = values.reduce(0, +) / Double(x.columns)
            let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(x.columns)
            for column in 0..<x.columns {
                result[row, column] =
                    (values[column] - mean) / (variance + 1e-5).squareRoot() * gain[column] + bias[column]
            }
        }
        return result
    }

    package static func gelu(_ x: Double) -> Double { x * 0.5 * (1 + erf(x / 2.0.squareRoot())) }

    package static func geluDerivative(_ x: Double) -> Double {
        0.5 * (1 + erf(x / 2.0.squareRoot())) + x * exp(-x * x / 2) / (2 * .pi).squareRoot()
    }

    package static func feedForward(
        _ x: Grid, inner: Grid, innerBias: [Double], outer: Grid, outerBias: [Double]
    ) -> Grid {
        var hidden = linear(x, inner, innerBias)
        hidden.values = hidden.values.map(gelu)
        return linear(hidden, outer, outerBias)
    }

    /// Softmax attention of queries [M, D] to keys and values [N, D], head by head. Query i sees the keys `visible[i]`.
    package static func attention(queries: Grid, keys: Grid, values: Grid, visible: [[Int]], heads: Int) -> Grid {
        let headWidth = queries.columns / heads
        let probabilities = attentionProbabilities(queries: queries, keys: keys, visible: visible, heads: heads)
        return Grid(rows: queries.rows, columns: queries.columns) { query, column in
            zip(visible[query], probabilities[column / headWidth][query]).reduce(0) { $0 + $1.1 * values[$1.0, column] }
        }
    }

    /// What each query makes of the keys that it sees: by head, query and place among those keys.
    package static func attentionProbabilities(
        queries: Grid, keys: Grid, visible: [[Int]], heads: Int
    ) -> [[[Double]]] {
        let headWidth = queries.columns / heads
        return (0..<heads).map { head in
            let columns = head * headWidth..<(head + 1) * headWidth
            return visible.enumerated().map { query, seen in
                softmax(
                    seen.map { key in
                        columns.reduce(0) { $0 + queries[query, $1] * keys[key, $1] } / Double(headWidth).squareRoot()
                    })
            }
        }
    }

    /// What each of a sequence's tokens sees of it.
    package static func visible(length: Int, mask: Attention.Mask) -> [[Int]] {
        (0..<length).map { Array(0..<(mask == .causal ? $0 + 1 : length)) }
    }

    package static func softmax(_ values: [Double]) -> [Double] { logSoftmax(values).map { exp($0) } }

    package static func logSoftmax(_ values: [Double]) -> [Double] {
        let maximum = values.max() ?? 0
        let total = maximum + log(values.reduce(0) { $0 + exp($1 - maximum) })
        return values.map { $0 - total }
    }

    /// Σ −log p(target) over rows with a target, each as often as its weight says.
    package static func crossEntropySum(_ logits: Grid, targets: [Int32], weights: [Int32]? = nil) -> Double {
        var sum = 0.0
        for row in 0..<logits.rows where targets[row] >= 0 {
            sum -= Double(weights?[row] ?? 1) * logSoftmax(logits.row(row))[Int(targets[row])]
        }
        return sum
    }

    /// Token and position of each entry.
    package static func embedding(_ tokens: PackedTokens, tokenTable: Grid, positionTable: Grid) -> Grid {
        Grid(rows: tokens.entryCount, columns: tokenTable.columns) { row, column in
            tokenTable[Int(tokens.identifiers[row]), column] + positionTable[Int(tokens.positions[row]), column]
        }
    }
}
