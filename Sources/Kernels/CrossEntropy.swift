internal import CKernels

/// Softmax cross-entropy over classes, in nats, summed in double.
package enum CrossEntropy {
    /// Sums over the scored tokens, those whose target is not negative.
    package struct Sums: Sendable, Equatable {
        package var loss: Double = 0
        package var correct: Int = 0
        package var scored: Int = 0

        package init() {}

        package var meanLoss: Double { scored == 0 ? 0 : loss / Double(scored) }
        package var accuracy: Double { scored == 0 ? 0 : Double(correct) / Double(scored) }

        package static func += (left: inout Sums, right: Sums) {
            left.loss += right.loss
            left.correct += right.correct
            left.scored += right.scored
        }
    }

    /// Turns logits [N, C] into the gradient of scale · Σ loss, in place.
    ///
    /// - Parameter scale: 1 / scored tokens of the *whole* batch, so that shards add up to the batch's mean.
    package static func gradientInPlace(logits: Matrix, tokens: PackedTokens, scale: Float) -> Sums {
        precondition(logits.rows == tokens.count && logits.isDense, "\(logits.rows) rows for \(tokens.count) tokens")
        var sums = Sums()
        var correct = 0
        sums.loss = groktop_cross_entropy(
            logits.rows, logits.columns, scale, tokens.targets, logits.base, &correct)
        sums.correct = correct
        sums.scored = tokens.scoredCount
        return sums
    }

    /// Turns logits [N, C] into log-probabilities in place, and scores them.
    package static func logProbabilitiesInPlace(logits: Matrix, tokens: PackedTokens) -> Sums {
        precondition(logits.rows == tokens.count && logits.isDense, "\(logits.rows) rows for \(tokens.count) tokens")
        groktop_log_softmax(logits.rows, logits.columns, logits.base)
        var sums = Sums()
        for index in 0..<tokens.count where tokens.targets[index] >= 0 {
            let row = logits.row(index)
            let target = Int(tokens.targets[index])
            sums.loss -= Double(row[target])
            var largest = 0
            for column in 1..<logits.columns where row[column] > row[largest] { largest = column }
            sums.correct += largest == target ? 1 : 0
            sums.scored += 1
        }
        return sums
    }
}
