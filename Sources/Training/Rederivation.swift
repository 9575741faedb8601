internal import RunEvents

/// Holds what a run does again against what was recorded of it. A pure value.
struct Rederivation: Sendable {
    let untilStep: Int
    private var expected: ArraySlice<RunEvent>

    init(_ start: TrainingStart) {
        untilStep = start.untilStep
        expected = start.recorded[...]
    }

    enum Meeting: Equatable {
        /// It was recorded, with the same bits.
        case known
        /// It comes after all that was recorded.
        case new
        case different(Divergence)
    }

    /// - Parameter event: one that is reproduced.
    mutating func meet(_ event: RunEvent) -> Meeting {
        guard let recorded = expected.first else { return .new }
        guard event.isReproduction(of: recorded) else {
            return .different(Divergence(recorded: recorded, derived: event))
        }
        expected.removeFirst()
        return .known
    }

    /// The event that is to come next; nil where all that was recorded has come.
    var next: RunEvent? { expected.first }

    /// The event that should have come by now: a recording can hold more than the run makes.
    func missing(at step: Int) -> Divergence? {
        guard step >= untilStep, let recorded = expected.first else { return nil }
        return Divergence(recorded: recorded, derived: nil)
    }
}
