internal import CKernels

/// Softmax cross-entropy over classes, in nats, summed in double.
package enum CrossEntropy {
    /// Sums over the scored rows (those whose target is not negative), each counted with its weight.
    package struct Sums: Sendable, Equatable {
        /// Σ of the cross-entropy, in nats.
        package var loss: Double = 0
        /// How many scored rows have their largest logit at the target.
        package var correct: Int = 0
        /// How many rows are scored.
        package var scored: Int = 0
        /// How many scored rows have a loss of zero: the log-probability of their class is 0 in single precision, as
        /// that of all other classes together is lost beside 1 (below some 2⁻²⁴). Counted by `logProbabilitiesInPlace`
        /// alone.
        package var zeroLoss: Int = 0
        /// How many whole sequences there are; 0 where sequences share rows.
        package var sequences: Int = 0
        /// How many of these have every scored row right.
        package var correctSequences: Int = 0

        /// Starts at zero.
        package init() {}

        /// The mean cross-entropy per scored row, in nats; 0 without one.
        package var meanLoss: Double { scored == 0 ? 0 : loss / Double(scored) }
        /// The share of scored rows that are right; 0 without one.
        package var accuracy: Double { scored == 0 ? 0 : Double(correct) / Double(scored) }
        /// The share of scored rows that have a loss of zero; 0 without a scored row.
        package var zeroLossShare: Double { scored == 0 ? 0 : Double(zeroLoss) / Double(scored) }
        /// The share of sequences that are right; nil where sequences were not counted.
        package var sequenceAccuracy: Double? {
            sequences == 0 ? nil : Double(correctSequences) / Double(sequences)
        }

        /// Adds all counts and the loss.
        package static func += (left: inout Sums, right: Sums) {
            left.loss += right.loss
            left.correct += right.correct
            left.scored += right.scored
            left.zeroLoss += right.zeroLoss
            left.sequences += right.sequences
            left.correctSequences += right.correctSequences
        }
    }

    /// Turns logits [M, C] into the gradient of scale · Σ loss, in place.
    ///
    /// - Parameter scale: 1 / scored rows of the *whole* batch, so that the shards' gradients add up to that of the
    ///   batch's mean.
    /// - Precondition: there is a row for each target, and a column for each class.
    package static func gradientInPlace(logits: Matrix, targets: PackedTargets, scale: Float) -> Sums {
        check(logits, targets)
        var sums = Sums()
        var correct = 0
        sums.loss = groktop_cross_entropy(
            logits.rows, logits.columns, scale, targets.classes, targets.weights, logits.base, &correct)
        sums.correct = correct
        sums.scored = targets.scoredCount
        return sums
    }

    /// Turns logits [M, C] into log-probabilities in place, and scores them by row and by sequence.
    ///
    /// - Precondition: there is a row for each target, and a column for each class.
    package static func logProbabilitiesInPlace(logits: Matrix, targets: PackedTargets) -> Sums {
        check(logits, targets)
        var sums = Sums()
        sums.scored = targets.scoredCount
        // This comes before the logarithm, whose rounding could make two different logits equal.
        for row in 0..<targets.count where targets.classes[row] >= 0 && isRight(row, logits, targets) {
            sums.correct += Int(targets.weights[row])
        }
        for sequence in targets.sequences {
            let weight = Int(targets.weights[sequence.lowerBound])
            sums.sequences += weight
            if sequence.allSatisfy({ targets.classes[$0] < 0 || isRight($0, logits, targets) }) {
                sums.correctSequences += weight
            }
        }
        groktop_log_softmax(logits.rows, logits.columns, logits.base)
        for row in 0..<targets.count where targets.classes[row] >= 0 {
            let logProbability = logits[row, Int(targets.classes[row])]
            sums.loss -= Double(targets.weights[row]) * Double(logProbability)
            if logProbability == 0 { sums.zeroLoss += Int(targets.weights[row]) }
        }
        return sums
    }

    /// Whether the largest logit (the first among equals) is the target's.
    private static func isRight(_ row: Int, _ logits: Matrix, _ targets: PackedTargets) -> Bool {
        let values = logits.row(row)
        var largest = 0
        for column in 1..<logits.columns where values[column] > values[largest] { largest = column }
        return largest == Int(targets.classes[row])
    }

    private static func check(_ logits: Matrix, _ targets: PackedTargets) {
        precondition(logits.rows == targets.count && logits.isDense, "\(logits.rows) rows for \(targets.count) targets")
        precondition(targets.largestClass < logits.columns, "class \(targets.largestClass) of \(logits.columns)")
    }
}
