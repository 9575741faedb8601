import TerminalUI

/// What a person may type for a step.
package enum StepInput {
    /// Why a text means no step.
    package struct Problem: Error, Hashable, Sendable {
        /// What was wrong, without what is accepted.
        package var text: String
    }

    /// Whether a character of a paste can be part of a step.
    package static func accepts(_ scalar: Unicode.Scalar) -> Bool { "0123456789,".unicodeScalars.contains(scalar) }

    /// What may be typed, for the prompt.
    package static func accepted(newest: Int) -> String { "a whole number from 0 to \(NumberText.grouped(newest))" }

    /// The step that a text means, or why it means none. Spaces and commas are ignored.
    ///
    /// - Parameter newest: the last step there is.
    package static func parse(_ text: String, newest: Int) -> Result<Int, Problem> {
        let word = text.filter { $0 != " " && $0 != "," }
        guard !word.isEmpty else { return .failure(Problem(text: "nothing typed")) }
        guard let step = Int(word) else { return .failure(Problem(text: "'\(text)' is no step")) }
        guard step >= 0, step <= newest else {
            return .failure(Problem(text: "there is no step \(NumberText.grouped(step))"))
        }
        return .success(step)
    }
}
