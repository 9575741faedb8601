import TerminalUI

/// The box of the presets: each with its name, how long it takes here, and where there is room, what it is.
struct PresetList: Widget {
    private let theme: Theme
    private let presets: [HomePreset]
    private let selected: Int
    private let isFocused: Bool

    init(_ model: HomeModel) {
        (theme, presets, selected) = (model.theme, model.presets, model.selectedPreset)
        isFocused = model.focus == .presets
    }

    func render(into frame: inout Frame, in rect: Rect) {
        guard rect.width > 4, rect.height > 2 else { return }
        PanelBox(
            title: TextLine("new run", theme[isFocused ? .title : .inactive]),
            values: [.init(TextLine("takes here", theme[.inactive]), importance: 0)],
            frameStyle: theme[isFocused ? .accuracyFrame : .axis]
        ).render(into: &frame, in: rect)
        let inside = rect.insideBox
        let (rows, first) = (Self.rowsEach(inside, presets.count), firstShown(inside))
        for index in first..<presets.count {
            let y = inside.y + (index - first) * rows
            guard y + rows <= inside.bottom else { break }
            render(index, rows: rows, into: &frame, in: Rect(x: inside.x, y: y, width: inside.width, height: rows))
        }
        renderTime(into: &frame, in: rect)
    }

    /// Cells that a text behind a name needs at least.
    private static let leastText = 24

    /// Three rows each where there is room: a name and two lines of text; or one.
    private static func rowsEach(_ inside: Rect, _ count: Int) -> Int {
        [3, 2].first { $0 * count <= inside.height } ?? 1
    }

    private func firstShown(_ inside: Rect) -> Int {
        let shown = max(1, inside.height / Self.rowsEach(inside, presets.count))
        return max(0, min(selected - shown / 2, presets.count - shown))
    }

    /// The preset in a row of the screen; nil where there is none.
    func index(at row: Int, in rect: Rect) -> Int? {
        let inside = rect.insideBox
        guard (inside.y..<inside.bottom).contains(row) else { return nil }
        let index = firstShown(inside) + (row - inside.y) / Self.rowsEach(inside, presets.count)
        return presets.indices.contains(index) ? index : nil
    }

    private func render(_ index: Int, rows: Int, into frame: inout Frame, in rect: Rect) {
        let (preset, isSelected) = (presets[index], isFocused && index == selected)
        if isSelected { frame.fill(rect.row(0), style: theme[.selected]) }
        func style(_ role: Theme.Role) -> Style { isSelected ? theme[.selected] : theme[role] }
        let key = index == 0 ? "1" : isSelected ? "▸" : " "
        frame.text(key, x: rect.x, y: rect.y, style: style(.key))
        let time = Self.text(preset.time)
        let timeWidth = time.unicodeScalars.count
        let room = rect.width - 3 - timeWidth - 1
        var line = TextLine(preset.name, style(.text)) + TextLine("  " + preset.title, style(.inactive))
        // Where the text has no rows of its own, it goes behind the name, as far as there is room.
        if rows == 1, room - line.width >= Self.leastText {
            line = line + TextLine("  " + preset.text, style(.inactive))
        }
        frame.text(line, x: rect.x + 2, y: rect.y, limit: room)
        frame.textRight(
            time, right: rect.right - 1, y: rect.y, style: style(preset.time == .measuring ? .inactive : .text))
        guard rows > 1 else { return }
        let lines = TextWrap.lines(preset.text, width: rect.width - 4, theme[.inactive])
        for (index, line) in lines.prefix(rows - 1).enumerated() {
            // What does not fit is cut with an ellipsis, and not silently.
            let isLast = index == rows - 2 && lines.count > rows - 1
            let shown = isLast ? line + TextLine(" …", theme[.inactive]) : line
            frame.text(shown, x: rect.x + 3, y: rect.y + 1 + index, limit: rect.width - 4)
        }
    }

    /// On the lower edge: both times of the selected preset, and what they mean.
    private func renderTime(into frame: inout Frame, in rect: Rect) {
        guard isFocused, presets.indices.contains(selected),
            case .seconds(let fastest, let paced) = presets[selected].time, paced > fastest * 1.05
        else { return }
        let text = " \(Self.text(paced)) as watched, \(Self.text(fastest)) at full speed "
        frame.text(text, x: rect.x + 2, y: rect.bottom - 1, style: theme[.inactive], limit: rect.width - 4)
    }

    /// How long a run takes: `0:50`, `measuring …`.
    static func text(_ time: HomePreset.Time) -> String {
        switch time {
        case .measuring: "measuring …"
        case .unknown: NumberText.unknown
        case .seconds(_, let paced): text(paced)
        }
    }

    /// To the nearest second, and not below one.
    private static func text(_ seconds: Double) -> String { NumberText.elapsed(max(1, seconds.rounded())) }
}
