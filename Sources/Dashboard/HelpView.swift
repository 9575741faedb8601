import RunEvents
import TerminalUI

/// Every key with what it does, made from the table, and what the signs mean.
struct HelpView: Widget {
    let model: Model

    private var theme: Theme { model.theme }

    func render(into frame: inout Frame, in rect: Rect) {
        let bindings = KeyBinding.table
        let isShort = rect.height < bindings.count + 2
        let help = KeyHelp(
            entries: bindings.map { KeyHelp.Entry(keys: $0.label, text: isShort ? $0.name : $0.help, importance: 0) },
            keyStyle: theme[.key], textStyle: theme[.text])
        let legend = self.legend
        let listRows = isShort ? (bindings.count + 1) / 2 : bindings.count
        let hasLegend = rect.height >= listRows + 2 + legend.count + 1
        let rows = listRows + (hasLegend ? legend.count + 1 : 0)
        let box = rect.centered(width: 76, height: rows + 2)
        frame.fill(box, style: theme.blank)
        PanelBox(
            title: TextLine("keys", theme[.title]),
            values: [.init(TextLine("any key closes", theme[.inactive]), importance: 0)],
            frameStyle: theme[.title]
        ).render(into: &frame, in: box)
        let inside = box.insideBox.inset(left: 2, right: 2)
        help.renderList(into: &frame, in: inside.inset(bottom: rows - listRows), columns: isShort ? 2 : 1)
        guard hasLegend else { return }
        for (index, line) in legend.enumerated() {
            frame.text(line, x: inside.x, y: inside.y + listRows + 1 + index, limit: inside.width)
        }
    }

    private var legend: [TextLine] {
        var marks = TextLine()
        for kind in LogEntry.Kind.allCases where kind.importance != nil {
            marks.append("\(kind.glyph) ", theme[.marker])
            marks.append(kind.meaning + "  ", theme[.inactive])
        }
        let thresholds = model.run.config?.thresholds
        var classes = TextLine()
        for driveClass in DriveClass.allCases {
            classes.append("\(ClassLook.glyph(driveClass)) ", theme[ClassLook.role(driveClass)])
            classes.append(driveClass.rawValue, theme[.inactive])
            switch driveClass {
            case .functional: classes.append(bound(" ≥", thresholds?.functional), theme[.inactive])
            case .mixed: break
            case .compression: classes.append(bound(" ≤", thresholds?.compression), theme[.inactive])
            }
            classes.append("  ", theme[.inactive])
        }
        classes.append("· no full window", theme[.inactive])
        return [marks, classes]
    }

    /// The gradient fraction that a class begins at.
    private func bound(_ sign: String, _ value: Double?) -> String {
        value.map { "\(sign) \(NumberText.short($0))" } ?? ""
    }
}
