import Lifecycle
import RunEvents
import TerminalUI

/// The newest figures of the ledger as lines: as many as a panel has room for.
struct LedgerText {
    let theme: Theme
    let record: GapLedgerRecord
    /// nil before the run has begun.
    let forecasts: GapForecasts?

    /// Rows of a panel from which the net parts of the gap, those of σ₁ and the forecasts too, and all six have lines.
    private static let (roomForNet, roomForEdge, roomForAll) = (6, 9, 13)

    /// - Parameters:
    ///   - rows: of the whole panel inside its frame.
    ///   - width: likewise.
    func lines(rows: Int, width: Int) -> [TextLine] {
        switch rows {
        case ..<Self.roomForNet: []
        case ..<Self.roomForEdge: [net("g ", record.gapParts, width)]
        case ..<Self.roomForAll: [net("g ", record.gapParts, width), net("σ₁", record.edgeParts, width), score(width)]
        default: table + [closing, score(width)]
        }
    }

    // MARK: Net of both updates

    /// "g  █d driving −1.2e-5  ▒w decay +3.0e-6  ░a alignment +4.1e-6", without names where it is narrow.
    private func net(_ quantity: String, _ parts: LedgerParts, _ width: Int) -> TextLine {
        let long = net(quantity, parts, names: LedgerView.names.map { " \($0)" }, gap: "  ")
        return long.width <= width ? long : net(quantity, parts, names: ["", "", ""], gap: " ")
    }

    private func net(_ quantity: String, _ parts: LedgerParts, names: [String], gap: String) -> TextLine {
        let looks = LedgerView.looks(theme)
        let net = parts.net
        var line = TextLine(quantity, theme[.text])
        for (index, value) in [net.driving, net.decay, net.alignment].enumerated() {
            line.append("\(gap)\(looks[index].glyph)\(looks[index + 3].glyph)", looks[index].style)
            line.append("\(names[index]) \(number(value))", theme[.inactive])
        }
        return line
    }

    // MARK: All six

    private var table: [TextLine] {
        let looks = LedgerView.looks(theme)
        var head = TextLine(NumberText.left("", width: 10), theme[.inactive])
        for name in LedgerView.names { head.append(NumberText.right(name, width: 10), theme[.inactive]) }
        func row(_ quantity: String, _ isEntering: Bool, _ parts: LedgerParts) -> TextLine {
            var line = TextLine(NumberText.left(quantity, width: 4), theme[.text])
            line.append(isEntering ? "enters" : "leaves", theme[.inactive])
            let first = isEntering ? 0 : 3
            for index in first..<first + 3 {
                line.append(" \(looks[index].glyph)", looks[index].style)
                line.append(" \(number(parts.values[index]))", theme[.text])
            }
            return line
        }
        return [
            head, row("Δg", true, record.gapParts), row("", false, record.gapParts),
            row("Δσ₁", true, record.edgeParts), row("", false, record.edgeParts),
        ]
    }

    /// What the six do not make.
    private var closing: TextLine {
        TextLine(
            "k* \(number(record.kStarChange))  rest g \(number(record.rest))  σ₁ \(number(record.edgeRest))",
            theme[record.kStarChanged ? .marker : .inactive])
    }

    // MARK: Forecasts

    /// "next Δg: repeat 72 % r 0.41, published 51 % r 0.03".
    private func score(_ width: Int) -> TextLine {
        func score(_ name: String, _ score: ForecastScore?) -> String {
            let signs = score?.signRate.map { NumberText.fixed($0 * 100, decimals: 0) } ?? NumberText.unknown
            let correlation = score?.correlation.map { NumberText.signed($0, decimals: 2) } ?? NumberText.unknown
            return "\(name) \(NumberText.right(signs, width: 3)) % r \(NumberText.right(correlation, width: 5))"
        }
        let (repeated, published) = (forecasts?.repeated, forecasts?.published)
        let long = "next Δg, signs: " + score("update repeats", repeated) + ", " + score("as published", published)
        let short = score("repeat", repeated) + " " + score("publ.", published)
        return TextLine(long.unicodeScalars.count <= width ? long : short, theme[.inactive])
    }

    private func number(_ value: Double) -> String { NumberText.right(NumberText.scientificSigned(value), width: 7) }
}
