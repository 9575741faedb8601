import RunEvents
import TerminalUI

/// Some test sequences with what the model answers, as many as there is room for.
///
/// Where an answer belongs to each token, it stands under the token with the right one below, and wrong ones are
/// marked. Where a question is a sentence, its answer stands in the line below; otherwise behind the question.
struct SampleAnswers: Widget {
    let answers: [ModelAnswer]
    let theme: Theme

    /// Columns of a token with its answer: two digits and the mark of a wrong one.
    private static let cell = 3

    func render(into frame: inout Frame, in rect: Rect) {
        var rest = rect
        for answer in answers {
            // A command's actions may be as many as its words, and do not belong to them.
            let isUnderTokens =
                answer.predictions.count > 1 && answer.predictions.count == answer.question.count
                && answer.question.allSatisfy { $0.count == 1 }
            let rows = isUnderTokens ? 3 : answer.predictions.count > 1 ? 2 : 1
            guard rest.height >= rows else { return }
            let place = rest.takeTop(rows)
            switch rows {
            case 3: renderUnderTokens(answer, into: &frame, in: place)
            case 2: renderSentence(answer, into: &frame, in: place)
            default: renderShort(answer, into: &frame, in: place)
            }
            // A row between them where there is room for another.
            if rows == 3, rest.height > rows { _ = rest.takeTop(1) }
        }
    }

    private func renderUnderTokens(_ answer: ModelAnswer, into frame: inout Frame, in rect: Rect) {
        // At 80 columns the longest string fits.
        let label = 4
        for (row, name) in ["", "says", "true"].enumerated() {
            frame.text(name, x: rect.x, y: rect.y + row, style: theme[.inactive], limit: label)
        }
        let count = min(answer.question.count, max(0, rect.width - label) / Self.cell)
        for index in 0..<count {
            let x = rect.x + label + index * Self.cell
            let (said, right) = (answer.predictions[index].word, answer.truth?[index])
            let isWrong = right.map { $0 != said } ?? false
            frame.text(
                NumberText.right(answer.question[index], width: 2), x: x, y: rect.y, style: theme[.text], limit: 2)
            frame.text(
                NumberText.right(said, width: 2) + (isWrong ? "!" : ""), x: x, y: rect.y + 1,
                style: theme[isWrong ? .alert : .test], limit: Self.cell)
            frame.text(
                NumberText.right(right ?? "", width: 2), x: x, y: rect.y + 2, style: theme[.inactive], limit: 2)
        }
        if count < answer.question.count {
            frame.text("…", x: rect.right - 1, y: rect.y, style: theme[.inactive], limit: 1)
        }
    }

    private func renderSentence(_ answer: ModelAnswer, into frame: inout Frame, in rect: Rect) {
        frame.text(
            answer.question.joined(separator: " "), x: rect.x, y: rect.y, style: theme[.inactive], limit: rect.width)
        let line = AnswerText(theme: theme).line(answer, width: rect.width - 2)
        frame.text(line, x: rect.x + 2, y: rect.y + 1, limit: rect.width - 2)
    }

    private func renderShort(_ answer: ModelAnswer, into frame: inout Frame, in rect: Rect) {
        let isOfLetters = answer.question.allSatisfy { $0.count == 1 }
        let question = answer.question.joined(separator: isOfLetters ? "" : " ")
        var line = TextLine("\(question)  ", theme[.text]) + AnswerText(theme: theme).line(answer, width: 24)
        line.append("  p \(AnswerText.probability(answer.probability))", theme[.inactive])
        frame.text(line, x: rect.x, y: rect.y, limit: rect.width)
    }
}
