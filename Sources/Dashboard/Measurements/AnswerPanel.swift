import RunEvents
import Tasks
import TerminalUI

/// What the panels of measurements have in common: their box, and what they say where there is no answer.
struct AnswerPanel {
    let theme: Theme
    let symbols: Symbols
    /// The name that its title says.
    let name: String
    /// Whether the answer is about the past, and stays while one goes on through it.
    var isAboutPast: Bool
    /// The step on the screen.
    let shownStep: Int
    /// "ablating…" while measurements are under way, or asked for.
    let underWay: String?
    /// What an empty panel says meanwhile.
    let underWayHint: String?
    let isFinished: Bool
    let place: Place
    /// The keys in use, which hints name.
    let keys: KeyMap
    /// What the task's tokens are called.
    let tokensName: String
    /// What the figures are a share of.
    let accuracyName: String

    /// "ablation at 1,000". An answer about the past says too which step is shown.
    func title(_ step: Int) -> TextLine {
        let title = TextLine("\(name) at \(NumberText.grouped(step))", theme[.title])
        let isElsewhere = isAboutPast && step != shownStep
        let elsewhere = isElsewhere ? " · shown is \(NumberText.grouped(shownStep))" : ""
        return title + TextLine(elsewhere, theme[.inactive]) + underWayLine
    }

    private var underWayLine: TextLine { TextLine(underWay.map { "  " + $0 } ?? "", theme[.marker]) }

    /// How many tokens the figures stand on.
    func tokens(_ tokens: Int, width: Int) -> PanelBox.Value {
        let noun = width >= 58 ? " " + tokensName : ""
        return PanelBox.Value(TextLine("n = \(NumberText.grouped(tokens))\(noun)", theme[.inactive]), importance: 1)
    }

    /// The unit of the figures, at the right end of the title.
    func unit(_ text: String) -> PanelBox.Value { PanelBox.Value(TextLine(text, theme[.text]), importance: 2) }

    /// Draws the box of an answer with its newest values.
    ///
    /// - Returns: the rectangle for what the box holds.
    func render(_ step: Int, _ values: [PanelBox.Value], into frame: inout Frame, in rect: Rect) -> Rect {
        PanelBox(title: title(step), values: values, frameStyle: theme[.probeFrame]).render(into: &frame, in: rect)
        return rect.insideBox.inset(left: 1, right: 1)
    }

    /// In the place of an answer that there is not.
    ///
    /// - Parameter hint: what would give one; nil for the menu.
    func renderEmpty(_ hint: String? = nil, into frame: inout Frame, in rect: Rect) {
        let menu =
            isFinished && place == .now ? "none was made" : "\(keys.label(.chooseProbe)) opens the menu of measurements"
        PanelBox(title: TextLine(name, theme[.title]) + underWayLine, frameStyle: theme[.probeFrame])
            .render(into: &frame, in: rect)
        EmptyText(text: underWayHint ?? hint ?? menu, style: theme[.inactive])
            .render(into: &frame, in: rect.insideBox)
    }

    /// A share of something, or that there is none.
    static func decimals(_ value: Double?, width: Int = 6) -> String {
        NumberText.right(value.map { NumberText.fixed($0, decimals: 3) } ?? NumberText.unknown, width: width)
    }
}
