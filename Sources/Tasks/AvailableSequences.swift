/// How many sequences there are to draw a run's train and test set from.
package enum AvailableSequences: Sendable, Equatable {
    /// Each sequence is newly generated; there is no end, and sequences may repeat.
    case endless
    /// Both sets are drawn from this many sequences, and have none in common.
    case shared(Int)
    /// Each set is drawn from a pool of its own.
    case separate(train: Int, test: Int)

    /// The largest train set; nil where there is no end. At least one sequence is left to test on.
    package var largestTrainSet: Int? {
        switch self {
        case .endless: nil
        case .shared(let count): count - 1
        case .separate(let train, _): train
        }
    }

    /// The largest test set beside a train set of that size; nil where there is no end.
    package func largestTestSet(besides trainSequences: Int) -> Int? {
        switch self {
        case .endless: nil
        case .shared(let count): count - trainSequences
        case .separate(_, let test): test
        }
    }

    /// Whether there are enough sequences for both sets.
    package func hold(trainSequences: Int, testSequences: Int) -> Bool {
        guard let largestTrainSet, let largestTestSet = largestTestSet(besides: trainSequences) else { return true }
        return trainSequences <= largestTrainSet && testSequences <= largestTestSet
    }
}
