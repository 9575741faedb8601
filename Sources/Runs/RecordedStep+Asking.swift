package import Probes
package import Recording
package import RunEvents
package import Tasks

extension RecordedStep {
    /// The answer of the step's parameters to a question, on the calling thread.
    ///
    /// - Parameters:
    ///   - context: what the measurements of the step's run share.
    ///   - isCancelled: called between forward passes.
    /// - Returns: nil where it was cancelled.
    /// - Precondition: the question is one to the run's task.
    package func answer(
        _ question: Question, _ context: ProbeContext, isCancelled: () -> Bool = { false }
    ) -> ModelAnswer? {
        QuestionProbe.answer(question, context, snapshot, isCancelled: isCancelled)
    }

    /// The steps that a question is asked of where nobody names one: the checkpoint nearest to the step at which the
    /// run grokked, if it did, and the newest checkpoint.
    ///
    /// - Throws: errors of reading the recording.
    package static func stepsToAsk(of reader: RunReader) throws -> [Int] {
        try reader.checkpoints.checkReadable()
        let steps = reader.checkpoints.steps()
        let grokked = try reader.summary().grokkedAt.flatMap { step in
            steps.min { abs($0 - step) < abs($1 - step) }
        }
        let asked = [grokked, steps.last].compactMap(\.self)
        return asked.count == 2 && asked[0] == asked[1] ? [asked[0]] : asked
    }
}
