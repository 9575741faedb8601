internal import RunEvents

/// How a run of a sweep stands.
package struct CellStatus: Sendable, Equatable {
    /// The run.
    package var cell: SweepCell
    /// How it stands.
    package var state: State
    /// The path of its run folder; nil before there is one.
    package var run: String?
    /// Optimizer steps done.
    package var step = 0
    /// Optimizer steps of the whole run; nil before it has begun, and where a user's program did not say.
    package var steps: Int?
    /// The step of the mark `grokked`; nil where there is none.
    package var grokkedAt: Int?
    /// The highest test accuracy; nil before the first evaluation.
    package var bestTestAccuracy: Double?
    /// The digest of its final parameters; nil before its end.
    package var parameterDigest: String?
    /// Why it is failed, diverged, lost or unknown, or failed the last time; nil where there is nothing to say.
    package var reason: String?
    /// As what its folder was read, in the index's terms; nil where the folder may change without showing it.
    var stamp: Int64?

    /// Makes the status of a run that has no folder.
    package init(_ cell: SweepCell, _ state: State, reason: String? = nil) {
        (self.cell, self.state, self.reason) = (cell, state, reason)
    }

    /// The states of a run.
    package enum State: String, Sendable, CaseIterable {
        /// It has not begun.
        case pending
        /// Slurm has it in its queue.
        case queued
        /// A process works on it.
        case running
        /// It has begun, and nobody works on it.
        case interrupted
        /// It has come to its end.
        case done
        /// It has come to its end early: a quantity was no finite number. It would come to the same end again.
        case diverged
        /// It was tried often enough.
        case failed
        /// Slurm had it, and knows nothing of it any more.
        case lost
        /// Slurm had it, and does not answer.
        case unknown

        /// Whether nothing is left to do.
        package var isFinal: Bool { self == .done || self == .diverged }
    }
}

extension CellStatus {
    /// One JSON object. Values are numbers where they can be read as such.
    package var json: String {
        var members: [String: JSONValue] = [
            "name": .string(cell.name), "state": .string(state.rawValue), "step": .number("\(step)"),
            "values": .object(cell.values.mapValues(Self.value)),
        ]
        members["run"] = run.map { .string($0) }
        members["steps"] = steps.map { .number("\($0)") }
        members["grokkedAt"] = grokkedAt.map { .number("\($0)") }
        members["bestTestAccuracy"] = bestTestAccuracy.map { .number("\($0)") }
        members["parameterDigest"] = parameterDigest.map { .string($0) }
        members["reason"] = reason.map { .string($0) }
        return JSONValue.object(members).line
    }

    private static func value(_ text: String) -> JSONValue {
        if let whole = UInt64(text) { return .number("\(whole)") }
        guard let number = NumberInput.decimal(text), number.isFinite else { return .string(text) }
        return .number("\(number)")
    }
}
