import Lifecycle
import RunEvents
import TerminalUI

/// The newest figures of the ledger as lines: as many as a panel has room for.
struct LedgerText {
    let theme: Theme
    let record: GapLedgerRecord
    /// nil before the run has begun.
    let forecasts: GapForecasts?

    /// Rows of a panel from which there are lines for the gap's three net parts; for its six, the net of σ₁ and the
    /// forecasts; and for everything.
    private static let (roomForNet, roomForSix, roomForAll) = (6, 9, 13)

    /// - Parameters:
    ///   - rows: of the whole panel inside its frame.
    ///   - width: likewise.
    func lines(rows: Int, width: Int) -> [TextLine] {
        switch rows {
        case ..<Self.roomForNet: []
        case ..<Self.roomForSix: [net(width)]
        case ..<Self.roomForAll:
            [head] + six("Δg", record.gapParts) + [edge, record.kStarChanged ? closing : score(width)]
        default: [head] + six("Δg", record.gapParts) + six("Δσ₁", record.edgeParts) + [closing, score(width)]
        }
    }

    private var looks: [Ribbon.Look] { LedgerView.looks(theme) }

    /// "█d driving −1.2e-5 ▒w decay +3.0e-6 ░a alignment +4.1e-6": both updates together; without names where it is
    /// narrow.
    private func net(_ width: Int) -> TextLine {
        let long = net(names: LedgerView.names.map { " \($0)" })
        return long.width <= width ? long : net(names: ["", "", ""])
    }

    private func net(names: [String]) -> TextLine {
        let net = record.gapParts.net
        var line = TextLine()
        for (index, value) in [net.driving, net.decay, net.alignment].enumerated() {
            line.append("\(index == 0 ? "" : " ")\(looks[index].glyph)\(looks[index + 3].glyph)", looks[index].style)
            line.append("\(names[index]) \(number(value))", theme[.inactive])
        }
        // Without it the three do not add up to Δg.
        if record.kStarChanged { line.append(" k* \(number(record.kStarChange))", theme[.marker]) }
        return line
    }

    // MARK: The table

    private var head: TextLine {
        let names = LedgerView.names.map { NumberText.right($0, width: 10) }
        return TextLine(NumberText.left("", width: 10) + names.joined(), theme[.inactive])
    }

    private func six(_ quantity: String, _ parts: LedgerParts) -> [TextLine] {
        let values = parts.values
        return [
            row(quantity, "enters", Array(zip(looks[..<3], values[..<3]))),
            row("", "leaves", Array(zip(looks[3...], values[3...]))),
        ]
    }

    /// The net of both updates, where there is no room for all six.
    private var edge: TextLine {
        let net = record.edgeParts.net
        return row("Δσ₁", "both", Array(zip(looks[..<3], [net.driving, net.decay, net.alignment])))
    }

    private func row(_ quantity: String, _ update: String, _ parts: [(look: Ribbon.Look, value: Double)]) -> TextLine {
        var line = TextLine(NumberText.left(quantity, width: 4), theme[.text])
        line.append(NumberText.left(update, width: 6), theme[.inactive])
        for part in parts {
            line.append(" \(part.look.glyph)", part.look.style)
            line.append(" \(number(part.value))", theme[.text])
        }
        return line
    }

    /// What the six do not make.
    private var closing: TextLine {
        TextLine(
            "k* \(number(record.kStarChange))  rest g \(number(record.rest))  σ₁ \(number(record.edgeRest))",
            theme[record.kStarChanged ? .marker : .inactive])
    }

    // MARK: Forecasts

    /// Below so many forecasts a correlation says nothing: of two it is always 1 or −1.
    private static let fewestForCorrelation = 5

    /// "next Δg: repeat  72 % r +0.41, published  51 % r +0.03": right signs and correlation.
    private func score(_ width: Int) -> TextLine {
        func score(_ name: String, _ score: ForecastScore?) -> String {
            let signs = score?.signRate.map { NumberText.fixed($0 * 100, decimals: 0) } ?? NumberText.unknown
            let scored = score.flatMap { $0.count < Self.fewestForCorrelation ? nil : $0.correlation }
            let correlation = scored.map { NumberText.signed($0, decimals: 2) } ?? NumberText.unknown
            return "\(name) \(NumberText.right(signs, width: 3)) % r \(NumberText.right(correlation, width: 5))"
        }
        let (repeated, published) = (forecasts?.repeated, forecasts?.published)
        let texts = [
            "next Δg, signs: " + score("update repeats", repeated) + ", " + score("as published", published),
            "next Δg: " + score("repeat", repeated) + ", " + score("published", published),
            score("rep.", repeated) + " " + score("publ.", published),
        ]
        let text = texts.first { $0.unicodeScalars.count <= width } ?? texts[2]
        return TextLine(text, theme[.inactive])
    }

    private func number(_ value: Double) -> String { NumberText.right(NumberText.scientificSigned(value), width: 7) }
}
