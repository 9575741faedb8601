import RunEvents
import TerminalUI

/// The answers to the last question, above the line in which the next one is typed.
struct QueryView: Widget {
    let answers: QueryAnswers
    let theme: Theme

    /// Columns of a moment's name with its step.
    private static let label = 20

    /// Draws into the lowest rows.
    func render(into frame: inout Frame, in rect: Rect) {
        let rows = answers.query.moments.count + 2
        let box = Rect(x: rect.x, y: max(rect.y, rect.bottom - rows), width: rect.width, height: min(rows, rect.height))
        frame.fill(box, style: theme.blank)
        let truth = answers.results.values.compactMap { try? $0.get().answer.truth }.first
        let right = truth.map { "right: " + $0.map(AnswerText.short).joined(separator: " ") } ?? ""
        PanelBox(
            title: TextLine(answers.query.text, theme[.title]),
            values: [.init(TextLine(right, theme[.inactive]), importance: 0)], frameStyle: theme[.title]
        ).render(into: &frame, in: box)
        var inside = box.insideBox.inset(left: 1, right: 1)
        for moment in answers.query.moments {
            frame.text(line(moment, width: inside.width), x: inside.x, y: inside.takeTop(1).y, limit: inside.width)
        }
    }

    private func line(_ moment: Query.Moment, width: Int) -> TextLine {
        switch answers.results[moment.place] {
        case nil: return label(moment.name) + TextLine("…", theme[.inactive])
        case .failure(let failure)?: return label(moment.name) + TextLine(failure.reason, theme[.alert])
        case .success(let step)?:
            let verdict = step.answer.isRight.map { $0 ? "  right" : "  wrong" } ?? ""
            let end = "  p \(AnswerText.probability(step.answer.probability))\(verdict)"
            let room = max(8, width - Self.label - end.count)
            return label("\(moment.name) \(NumberText.grouped(step.step))")
                + AnswerText(theme: theme).line(step.answer, width: room)
                + TextLine(end, theme[step.answer.isRight == false ? .alert : .text])
        }
    }

    private func label(_ text: String) -> TextLine {
        TextLine(NumberText.left(text, width: Self.label), theme[.inactive])
    }
}
