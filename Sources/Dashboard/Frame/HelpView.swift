import RunEvents
import TerminalUI

/// Every key of the place where one is with what it does, made from the table, and what the signs mean.
struct HelpView: Widget {
    let theme: Theme
    /// The lines of the keys, in the order of the table.
    let keys: [KeyBinding.Help]
    /// Where the run comes from, with its name; nil for a run that is not recorded.
    let origin: String?
    /// The name of the run beneath; nil for none.
    let overlayName: String?
    /// The panel beside the eigenvalues, whose signs are explained.
    let side: Panel
    /// The thresholds of the classes by drive; nil before the run has begun.
    let thresholds: ClassThresholds?

    func render(into frame: inout Frame, in rect: Rect) {
        let isShort = rect.height < keys.count + 2
        let help = KeyHelp(
            entries: keys.map { KeyHelp.Entry(keys: $0.label, text: isShort ? $0.name : $0.text, importance: 0) },
            keyStyle: theme[.key], textStyle: theme[.text])
        let legend = self.legend
        let listRows = isShort ? (keys.count + 1) / 2 : keys.count
        // With a row between where there is room.
        let spare = rect.height - listRows - 2 - legend.count
        let legendRows = spare < 0 ? 0 : legend.count + min(1, spare)
        let box = rect.centered(width: 78, height: listRows + legendRows + 2)
        frame.fill(box, style: theme.blank)
        PanelBox(title: TextLine("keys", theme[.title]), values: values, frameStyle: theme[.title])
            .render(into: &frame, in: box)
        if let overlayName {
            let text = " dimmed: \(overlayName) "
            frame.text(text, x: box.x + 2, y: box.bottom - 1, style: theme[.inactive], limit: max(0, box.width - 4))
        }
        let inside = box.insideBox.inset(left: 2, right: 2)
        help.renderList(into: &frame, in: inside.inset(bottom: legendRows), columns: isShort ? 2 : 1)
        guard legendRows > 0 else { return }
        for (index, line) in legend.enumerated() {
            frame.text(line, x: inside.x, y: inside.bottom - legend.count + index, limit: inside.width)
        }
    }

    /// What the header has no room for at most sizes: names.
    private var values: [PanelBox.Value] {
        let names = [origin, "any key closes"].compactMap(\.self)
        return names.enumerated().map { PanelBox.Value(TextLine($1, theme[.inactive]), importance: -$0) }
    }

    private var legend: [TextLine] {
        marks + [classes]
    }

    /// What stands on the time axis, and in the ledger or the gap flow, in as many rows as it takes.
    private var marks: [TextLine] {
        let kinds = LogEntry.Kind.allCases.filter { $0.importance != nil }.map { kind in
            TextLine("\(kind.glyph) ", theme[.marker]) + TextLine(kind.meaning, theme[.inactive])
        }
        var lines: [TextLine] = []
        for part in kinds + terms {
            if let last = lines.last, last.width + 2 + part.width <= HelpView.legendWidth {
                lines[lines.count - 1] = last + TextLine("  ", theme[.inactive]) + part
            } else {
                lines.append(part)
            }
        }
        return lines
    }

    /// The parts of the ledger, each with what it is as it leaves, or the terms of the gap flow.
    private var terms: [TextLine] {
        let isGapFlow = side == .gapFlow
        let looks = isGapFlow ? GapFlowView.looks(theme) : LedgerView.looks(theme)
        let names = isGapFlow ? GapFlowView.names : LedgerView.names
        return names.enumerated().map { index, name in
            let leaving = index + names.count < looks.count ? "\(looks[index + names.count].glyph)" : ""
            return TextLine("\(looks[index].glyph)\(leaving) ", looks[index].style) + TextLine(name, theme[.inactive])
        }
    }

    /// Inside the box at 80 columns.
    private static let legendWidth = 72

    private var classes: TextLine {
        var classes = TextLine()
        for driveClass in DriveClass.allCases where driveClass != .unsplit {
            classes.append("\(ClassLook.glyph(driveClass)) ", theme[ClassLook.role(driveClass)])
            classes.append(driveClass.rawValue, theme[.inactive])
            switch driveClass {
            case .functional: classes.append(bound(" ≥", thresholds?.functional), theme[.inactive])
            case .mixed, .unsplit: break
            case .compression: classes.append(bound(" ≤", thresholds?.compression), theme[.inactive])
            }
            classes.append("  ", theme[.inactive])
        }
        classes.append("· no full window", theme[.inactive])
        return classes
    }

    /// The gradient fraction that a class begins at.
    private func bound(_ sign: String, _ value: Double?) -> String {
        value.map { "\(sign) \(NumberText.short($0))" } ?? ""
    }
}

extension HelpView {
    init(_ model: Model) {
        let bindings = model.bindings
        let keys = bindings.compactMap { KeyBinding.help($0, among: bindings, model.subject) }
        self.init(
            theme: model.theme, keys: keys, origin: Self.origin(model),
            overlayName: model.overlay?.name, side: model.side, thresholds: model.run.description?.thresholds)
    }

    private static func origin(_ model: Model) -> String? {
        switch model.source.kind {
        case .live: if case .to(let name) = model.recording { "recorded as \(name)" } else { nil }
        case .replay(let name): "replay of \(name)"
        case .following(let name): "following \(name)"
        case .stream: "following a stream of events"
        }
    }
}
