package import RunEvents

/// How many sequences there are to draw the train and the test set of a run from.
package enum AvailableSequences: Sendable, Equatable {
    /// Each is made anew; there is no end, and some may come again.
    case endless
    /// Both sets come out of this many, and have none in common.
    case shared(Int)
    /// Each set comes out of its own.
    case separate(train: Int, test: Int)

    /// How many sequences a run's task has.
    ///
    /// - Precondition: this program knows the task and accepts its parameters.
    package init(_ config: RunConfig) { self = TaskList.known(config.task).available(config.data) }

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

    /// Whether there are that many.
    package func hold(trainSequences: Int, testSequences: Int) -> Bool {
        guard let largestTrainSet, let largestTestSet = largestTestSet(besides: trainSequences) else { return true }
        return trainSequences <= largestTrainSet && testSequences <= largestTestSet
    }
}
