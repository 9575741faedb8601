internal import RunEvents

/// Compares the derived events of a run with the recorded ones. It is a pure value.
struct Rederivation: Sendable {
    let untilStep: Int
    private var expected: ArraySlice<RunEvent>

    init(_ start: TrainingStart) {
        untilStep = start.untilStep
        expected = start.recorded[...]
    }

    enum Meeting: Equatable {
        /// The event was recorded with the same bits.
        case known
        /// The event comes after all recorded ones.
        case new
        case different(Divergence)
    }

    /// Compares an event with the next recorded one.
    ///
    /// - Parameter event: an event for which `isReproduced` is true.
    mutating func meet(_ event: RunEvent) -> Meeting {
        guard let recorded = expected.first else { return .new }
        guard event.isReproduction(of: recorded) else {
            return .different(Divergence(recorded: recorded, derived: event))
        }
        expected.removeFirst()
        return .known
    }

    /// The recorded event that must come next; nil where all have come.
    var next: RunEvent? { expected.first }

    /// The recorded event that should have come by this step and did not; nil where there is none. A recording can hold
    /// more events than the run makes.
    func missing(at step: Int) -> Divergence? {
        guard step >= untilStep, let recorded = expected.first else { return nil }
        return Divergence(recorded: recorded, derived: nil)
    }
}
