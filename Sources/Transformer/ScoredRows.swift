internal import Kernels

/// The rows that a model is scored at, M in all, and what each stands for. Tokens of several sequences with equal
/// states are one row; a mean or a fit over tokens takes each row with its weight.
package struct ScoredRows: Sendable, Equatable {
    /// [M] the class to predict.
    package private(set) var classes: [Int32] = []
    /// [M] the place in the sequence that is scored, from 0.
    package private(set) var positions: [Int32] = []
    /// [M] how many scored tokens the row stands for.
    package private(set) var weights: [Int32] = []

    /// M, how many rows are scored.
    package var count: Int { classes.count }
    /// Scored tokens.
    package var tokenCount: Int { weights.reduce(0) { $0 + Int($1) } }

    /// Adds a batch's scored rows, in the order of its logits.
    ///
    /// - Returns: which rows of the logits they are.
    mutating func append(_ batch: PackedBatch) -> [Int32] {
        var rows: [Int32] = []
        for row in 0..<batch.logitCount where batch.targets.classes[row] >= 0 {
            rows.append(Int32(row))
            classes.append(batch.targets.classes[row])
            positions.append(batch.position(ofLogitRow: row))
            weights.append(batch.targets.weights[row])
        }
        return rows
    }
}

extension PackedBatch {
    /// The place in its sequence of the token that a row of the logits belongs to.
    fileprivate func position(ofLogitRow row: Int) -> Int32 {
        if let decoder {
            let entry = decoder.prefixes.entryOfRow[Int(decoder.prefixOfRow[row])]
            return decoder.prefixes.positions[Int(entry)]
        }
        let ownRow = firstTokens.map { Int($0.rows[row]) } ?? row
        return encoder.positions[Int(encoder.entryOfRow[ownRow])]
    }
}
