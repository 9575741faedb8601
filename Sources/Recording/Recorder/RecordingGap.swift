/// What a recording lacks of its run, and why.
package struct RecordingGap: Sendable, Equatable, CustomStringConvertible {
    /// The first error that kept something from being written.
    package var error: RecordingError
    /// Events that were not written.
    package var events = 0
    /// The step of the first of these; nil where there are none.
    package var firstStep: Int?
    /// Steps whose checkpoints could not be written.
    package var checkpoints: [Int] = []

    /// By default nothing is missing but what the error will have stopped.
    package init(error: RecordingError, events: Int = 0, firstStep: Int? = nil, checkpoints: [Int] = []) {
        self.error = error
        self.events = events
        self.firstStep = firstStep
        self.checkpoints = checkpoints
    }

    /// Steps that are listed; the others are counted.
    private static let mostSteps = 4

    /// One line: where, why, and what is missing.
    package var description: String {
        var missing: [String] = []
        if let firstStep, events > 0 {
            missing.append("\(events) \(events == 1 ? "event" : "events") from step \(firstStep) on")
        }
        if checkpoints.count == 1 { missing.append("the checkpoint of step \(checkpoints[0])") }
        if checkpoints.count > 1 {
            let rest = checkpoints.count - Self.mostSteps
            let steps = checkpoints.prefix(Self.mostSteps).map(String.init).joined(separator: ", ")
            missing.append("the checkpoints of steps \(steps)\(rest > 0 ? " and \(rest) more" : "")")
        }
        let verb = events == 1 && missing.count == 1 || events == 0 && checkpoints.count == 1 ? "is" : "are"
        return "\(error); the recording is not whole: \(missing.joined(separator: " and ")) \(verb) missing"
    }
}
