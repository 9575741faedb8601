internal import Dashboard
package import RunEvents
internal import TerminalUI

/// The answer of a recorded run's network to a question, as lines of text and as JSON.
package struct AnswerReport: Sendable {
    /// The run's name.
    package let run: String
    /// The step whose parameters answered.
    package let step: Int
    /// The step's name beside its number, such as `grokked`; nil where it has none.
    package let name: String?
    /// The answer.
    package let answer: ModelAnswer

    /// Makes a report of one answer.
    package init(run: String, step: Int, name: String?, answer: ModelAnswer) {
        (self.run, self.step, self.name, self.answer) = (run, step, name, answer)
    }

    /// The line above the answers of all steps: the question, and the right answer where there is one.
    package static func title(_ answer: ModelAnswer, of run: String) -> String {
        let right = answer.truth.map { "right is \($0.joined(separator: " "))" } ?? "there is no right answer"
        return "\(answer.question.joined(separator: " ")) asked of \(run): \(right)"
    }

    /// The answer's line: the step, all words, the product of their probabilities, and whether they are right.
    package var line: String {
        let step = NumberText.left("step \(NumberText.grouped(step))" + (name.map { ", \($0)" } ?? ""), width: 22)
        let verdict =
            switch (answer.isRight, answer.firstError) {
            case (true?, _): "   right"
            case (_, let error?) where answer.predictions.count > 1: "   wrong at place \(error + 1)"
            case (false?, _): "   wrong"
            case (nil, _): ""
            }
        return "  \(step) \(answer.predictions.map(\.word).joined(separator: " "))   "
            + "probability \(AnswerText.probability(answer.probability))\(verdict)"
    }
}

/// The report's JSON has each figure that the line is made of.
extension AnswerReport: Encodable {
    private enum Key: String, CodingKey {
        case run, step, question, answer, probabilities, probability, truth, right
    }

    /// Writes an object with `run`, `step`, `question`, `answer`, `probabilities`, their product `probability`, `truth`
    /// and `right`; the last two are null where there is no right answer.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(run, forKey: .run)
        try container.encode(step, forKey: .step)
        try container.encode(answer.question, forKey: .question)
        try container.encode(answer.predictions.map(\.word), forKey: .answer)
        try container.encode(answer.predictions.map(\.probability), forKey: .probabilities)
        try container.encode(answer.probability, forKey: .probability)
        try container.encode(answer.truth, forKey: .truth)
        try container.encode(answer.isRight, forKey: .right)
    }
}
