import RunEvents
import TerminalUI

/// A model's answer as a line, its first error marked.
package struct AnswerText {
    let theme: Theme

    /// The words up to the first error, which is marked and followed by the right word; all of them where there is no
    /// error. Where that is too long its beginning is left out, so that the error is seen.
    func line(_ answer: ModelAnswer, width: Int) -> TextLine {
        let error = answer.firstError
        var pieces = answer.predictions.prefix(error ?? answer.predictions.count).map {
            TextLine(Self.short($0.word), theme[.text])
        }
        if let error {
            let said = error < answer.predictions.count ? Self.short(answer.predictions[error].word) : "nothing"
            let right = answer.truth.map { error < $0.count ? Self.short($0[error]) : "nothing" } ?? ""
            pieces.append(TextLine("!\(said)", theme[.alert]) + TextLine(" for \(right)", theme[.inactive]))
            if error + 1 < answer.predictions.count { pieces.append(TextLine("…", theme[.inactive])) }
        }
        return joined(pieces, width)
    }

    private func joined(_ pieces: [TextLine], _ width: Int) -> TextLine {
        var (line, first) = (TextLine(), pieces.count)
        while first > 0 {
            let longer = pieces[first - 1] + (first == pieces.count ? TextLine() : TextLine(" ", theme[.text])) + line
            guard longer.width <= width - (first == 1 ? 0 : 2) else { break }
            (line, first) = (longer, first - 1)
        }
        return first == 0 ? line : TextLine("… ", theme[.inactive]) + line
    }

    /// A word as the screen has room for it: SCAN's actions without what all of them begin with.
    static func short(_ word: String) -> String { word.hasPrefix("I_") ? String(word.dropFirst(2)) : word }

    /// The probability of an answer: three digits behind the point, and a power of ten where that would be 0.000.
    package static func probability(_ value: Double) -> String {
        value > 0 && value < 0.0005 ? NumberText.short(value) : NumberText.fixed(value, decimals: 3)
    }
}
