internal import RunEvents
internal import Survey
internal import TerminalUI

/// The first row: how many runs there are, how they stand, and where they are.
struct BoardHeader: Widget {
    private let theme: Theme
    private let counts: String
    private let place: String
    private let problem: String?

    init(_ model: BoardModel) {
        (theme, place, problem) = (model.theme, model.place, model.problem)
        guard let survey = model.survey else {
            counts = "reading …"
            return
        }
        let runs = survey.runs
        let states = Dictionary(grouping: runs, by: \.state).map { (name: $0, count: $1.count) }
            .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
        let grokked = runs.count { $0.figures.grokkedAt != nil }
        let words =
            [runs.count == 1 ? "1 run" : "\(NumberText.grouped(runs.count)) runs"]
            + states.map { "\(NumberText.grouped($0.count)) \($0.name)" } + ["\(NumberText.grouped(grokked)) grokked"]
            + (survey.unread > 0 ? ["reading \(NumberText.grouped(survey.unread)) more …"] : [])
        counts = words.joined(separator: " · ")
    }

    func render(into frame: inout Frame, in rect: Rect) {
        let said = problem.map { TextLine($0, theme[.alert]) } ?? TextLine(counts, theme[.text])
        let line = TextLine(" sweep  ", theme[.title]) + said
        let used = frame.text(line, x: rect.x, y: rect.y, limit: rect.width)
        let room = rect.width - used - 4
        guard room > 8 else { return }
        let width = place.unicodeScalars.count
        // The end of a long path says more.
        var shown = String.UnicodeScalarView()
        shown.append(contentsOf: place.unicodeScalars.suffix(room - 1))
        frame.textRight(
            width > room ? "…" + String(shown) : place, right: rect.right - 1, y: rect.y, style: theme[.inactive])
    }
}
