import RunEvents
import TerminalUI

/// Every key of the place where one is with what it does, made from the table, and what the signs mean.
struct HelpView: Widget {
    let theme: Theme
    /// The lines of the keys, in the order of the table.
    let keys: [KeyBinding.Help]
    /// Lines that have gone past the upper edge.
    let offset: Int
    /// What is looked for, as it is typed; nil where nothing is.
    let filter: TextInput?
    /// Where the run comes from, with its name; nil for a run that is not recorded.
    let origin: String?
    /// The names of the runs beneath; nil for none.
    let overlayNames: String?
    /// The panel beside the eigenvalues, whose signs are explained.
    let side: Panel
    /// The thresholds of the classes by drive; nil before the run has begun.
    let thresholds: ClassThresholds?

    func render(into frame: inout Frame, in rect: Rect) {
        let isShort = rect.height < Self.roomForSentences
        let list = isShort ? pairs(width: rect.centered(width: 78, height: 1).width - 6) : sentences
        let lines = list + [TextLine()] + legend
        let box = rect.centered(width: 78, height: lines.count + 2)
        let rows = box.insideBox.height
        let first = min(offset, max(0, lines.count - rows))
        frame.fill(box, style: theme.blank)
        PanelBox(title: TextLine("keys", theme[.title]), values: values, frameStyle: theme[.title])
            .render(into: &frame, in: box)
        let more = [first > 0 ? "↑" : nil, first + rows < lines.count ? "↓ more" : nil].compactMap(\.self)
        if !more.isEmpty {
            let text = " \(more.joined(separator: " ")) "
            let x = box.right - 2 - text.unicodeScalars.count
            frame.text(text, x: x, y: box.bottom - 1, style: theme[.key], limit: box.width)
        }
        if let overlayNames {
            let text = " beneath: \(overlayNames) "
            frame.text(text, x: box.x + 2, y: box.bottom - 1, style: theme[.inactive], limit: max(0, box.width - 4))
        }
        let inside = box.insideBox.inset(left: 2, right: 2)
        for (row, line) in lines.dropFirst(first).prefix(rows).enumerated() {
            frame.text(line, x: inside.x, y: inside.y + row, limit: inside.width)
        }
    }

    /// Rows of the screen from which each key has its sentence.
    private static let roomForSentences = 20

    private var keyWidth: Int { (keys.map { $0.label.unicodeScalars.count }.max() ?? 0) + 2 }

    /// Each key with its sentence.
    private var sentences: [TextLine] {
        keys.map {
            TextLine(NumberText.left($0.label, width: keyWidth), theme[.key]) + TextLine($0.text, theme[.text])
        }
    }

    /// Two keys a line, with a few words each.
    private func pairs(width: Int) -> [TextLine] {
        let half = (keys.count + 1) / 2
        let room = width / 2
        func cell(_ help: KeyBinding.Help) -> TextLine {
            TextLine(NumberText.left(help.label, width: keyWidth), theme[.key])
                + TextLine(NumberText.left(help.name, width: max(0, room - keyWidth)), theme[.text])
        }
        return (0..<half).map { row in
            row + half < keys.count ? cell(keys[row]) + cell(keys[row + half]) : cell(keys[row])
        }
    }

    /// What the header has no room for at most sizes: names.
    private var values: [PanelBox.Value] {
        let end = filter.map { "/\($0.text)▏ Esc closes" } ?? "/ finds · any key closes"
        let names = [origin, end].compactMap(\.self)
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
        let wanted = model.helpFilter?.text.trimmed.lowercased() ?? ""
        let keys = bindings.compactMap { KeyBinding.help($0, among: bindings, model.subject) }.filter { help in
            wanted.isEmpty || [help.label, help.name, help.text].contains { $0.lowercased().contains(wanted) }
        }
        self.init(
            theme: model.theme, keys: keys, offset: model.helpOffset, filter: model.helpFilter,
            origin: Self.origin(model),
            overlayNames: model.overlays.isEmpty ? nil : model.overlays.map(\.name).joined(separator: ", "),
            side: model.side, thresholds: model.run.description?.thresholds)
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
