package import RunEvents
import TerminalUI

/// What a person may type for ω.
package enum WeightDecayInput {
    /// In one line.
    package struct Problem: Error, Hashable, Sendable {
        /// What was wrong, without what is accepted.
        package var text: String
    }

    /// Whether it can be part of a number, or of a word that is accepted; for what is pasted.
    package static func accepts(_ scalar: Unicode.Scalar) -> Bool {
        "0123456789.+-eEonf".unicodeScalars.contains(scalar)
    }

    /// What may be typed, for the prompt.
    package static let accepted =
        "0 to \(NumberText.short(ConfigLimits.weightDecay.upperBound)), such as 0.5 or 1e-2; on; off"

    /// The setting that a text means, or why it means none.
    package static func parse(_ text: String) -> Result<RunCommand.WeightDecaySetting, Problem> {
        let word = text.filter { $0 != " " }
        switch word {
        case "": return .failure(Problem(text: "nothing typed"))
        case "on": return .success(.on)
        case "off": return .success(.off)
        default: break
        }
        guard let value = NumberInput.decimal(word) else { return .failure(Problem(text: "'\(word)' is no number")) }
        guard value.isFinite else { return .failure(Problem(text: "ω must be finite")) }
        guard value >= 0 else { return .failure(Problem(text: "ω cannot be negative")) }
        guard NumberInput.real(word, in: ConfigLimits.weightDecay) != nil else {
            return .failure(Problem(text: "ω can be \(NumberInput.accepted(ConfigLimits.weightDecay))"))
        }
        return .success(.value(value))
    }
}
