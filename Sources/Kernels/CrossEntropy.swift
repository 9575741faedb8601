internal import CKernels

/// Softmax cross-entropy over classes, in nats, summed in double.
package enum CrossEntropy {
    /// Sums over the scored tokens, those whose target is not negative, each counted with its weight.
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
        check(logits, tokens)
        var sums = Sums()
        var correct = 0
        sums.loss = groktop_cross_entropy(
            logits.rows, logits.columns, scale, tokens.targets, tokens.weights, logits.base, &correct)
        sums.correct = correct
        sums.scored = tokens.scoredCount
        return sums
    }

    /// Turns logits [N, C] into log-probabilities in place, and scores them.
    package static func logProbabilitiesInPlace(logits: Matrix, tokens: PackedTokens) -> Sums {
        check(logits, tokens)
        var sums = Sums()
        sums.scored = tokens.scoredCount
        // Before the logarithm, whose rounding could make two logits equal that are not.
        for index in 0..<tokens.count where tokens.targets[index] >= 0 {
            let row = logits.row(index)
            var largest = 0
            for column in 1..<logits.columns where row[column] > row[largest] { largest = column }
            if largest == Int(tokens.targets[index]) { sums.correct += Int(tokens.weights[index]) }
        }
        groktop_log_softmax(logits.rows, logits.columns, logits.base)
        for index in 0..<tokens.count where tokens.targets[index] >= 0 {
            sums.loss -= Double(tokens.weights[index]) * Double(logits[index, Int(tokens.targets[index])])
        }
        return sums
    }

    private static func check(_ logits: Matrix, _ tokens: PackedTokens) {
        precondition(logits.rows == tokens.count && logits.isDense, "\(logits.rows) rows for \(tokens.count) tokens")
        precondition(tokens.largestTarget < logits.columns, "class \(tokens.largestTarget) of \(logits.columns)")
    }
}
