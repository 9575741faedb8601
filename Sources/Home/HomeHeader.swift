import TerminalUI

/// The first row: how many runs there are, how many are recorded just now, and where they are.
struct HomeHeader: Widget {
    private let theme: Theme
    private let counts: String
    private let place: String

    init(_ model: HomeModel) {
        (theme, place) = (model.theme, model.place)
        guard let runs = model.runs else {
            counts = "reading …"
            return
        }
        let live = runs.count { $0.state == .running }
        var words = [runs.count == 1 ? "1 run" : "\(NumberText.grouped(runs.count)) runs"]
        if live > 0 { words.append("\(NumberText.grouped(live)) being recorded") }
        if model.rows.count < runs.count { words.append("\(NumberText.grouped(model.rows.count)) shown") }
        counts = words.joined(separator: " · ")
    }

    func render(into frame: inout Frame, in rect: Rect) {
        let line = TextLine(" groktop  ", theme[.title]) + TextLine(counts, theme[.text])
        let used = frame.text(line, x: rect.x, y: rect.y, limit: rect.width)
        let room = rect.width - used - 4
        guard room > 8 else { return }
        let width = place.unicodeScalars.count
        // The end of a long path says more than its beginning.
        var shown = String.UnicodeScalarView()
        shown.append(contentsOf: place.unicodeScalars.suffix(room - 1))
        let text = width > room ? "…" + String(shown) : place
        frame.textRight(text, right: rect.right - 1, y: rect.y, style: theme[.inactive])
    }
}
