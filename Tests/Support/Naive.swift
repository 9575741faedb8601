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

    /// Softmax attention in each sequence and head. `projections` [N, 3D] are rows of Q, K, V.
    package static func attention(
        _ projections: Grid, sequences: [Range<Int>], heads: Int, mask: Attention.Mask
    ) -> Grid {
        let width = projections.columns / 3
        let headWidth = width / heads
        var result = Grid(rows: projections.rows, columns: width) { _, _ in 0 }
        for sequence in sequences {
            for head in 0..<heads {
                let columns = head * headWidth..<(head + 1) * headWidth
                for token in sequence {
                    let visible = mask == .causal ? sequence.lowerBound..<token + 1 : sequence
                    let scores = visible.map { other in
                        columns.reduce(0) { $0 + projections[token, $1] * projections[other, width + $1] }
                            / Double(headWidth).squareRoot()
                    }
                    let probabilities = softmax(scores)
                    for column in columns {
                        result[token, column] = zip(visible, probabilities).reduce(0) {
                            $0 + $1.1 * projections[$1.0, 2 * width + column]
                        }
                    }
                }
            }
        }
        return result
    }

    package static func softmax(_ values: [Double]) -> [Double] { logSoftmax(values).map { exp($0) } }

    package static func logSoftmax(_ values: [Double]) -> [Double] {
        let maximum = values.max() ?? 0
        let total = maximum + log(values.reduce(0) { $0 + exp($1 - maximum) })
        return values.map { $0 - total }
    }

    /// Σ −log p(target) over rows with a target.
    package static func crossEntropySum(_ logits: Grid, targets: [Int32]) -> Double {
        var sum = 0.0
        for row in 0..<logits.rows where targets[row] >= 0 {
            sum -= logSoftmax((0..<logits.columns).map { logits[row, $0] })[Int(targets[row])]
        }
        return sum
    }

    package static func embedding(_ tokens: PackedTokens, tokenTable: Grid, positionTable: Grid) -> Grid {
        Grid(rows: tokens.count, columns: tokenTable.columns) { row, column in
            tokenTable[Int(tokens.identifiers[row]), column] + positionTable[Int(tokens.positions[row]), column]
        }
    }
}
