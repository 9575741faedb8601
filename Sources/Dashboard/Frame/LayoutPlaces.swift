import TerminalUI

/// The panels that have places of their own in an arrangement. Their rectangles are not known yet.
struct LayoutPlaces {
    let spectrum: [Layout.Place]
    let bottom: [Layout.Place]
    private let courses: [Layout.Place]
    private let answers: [Layout.Place]
    /// Whether a panel of the lower row was switched on by its number.
    private let isChosen: Bool

    /// Columns that a panel needs beside others.
    private static let leastWidth = 30
    /// Columns that a panel of the wide arrangement has at least.
    static let gridWidth = 48
    /// Width from which the panels of the lower row stand beside each other.
    private static let roomForTwo = 100
    /// Two panels below one another need this much.
    private static let leastStack = 2 * LayoutRows.leastBottom + 1

    init(_ arrangement: Arrangement, _ subject: Panel.Subject, size: Size) {
        func places(_ group: Panel.Group) -> [Layout.Place] {
            Panel.all.filter {
                $0.group == group && $0 != .answersPlace(subject) && $0.subjects.contains(subject)
                    && arrangement.has($0, width: size.width)
            }.map { Layout.Place(panel: $0, groups: [group]) }
        }
        spectrum = Self.fitting(places(.spectrum), arrangement, width: size.width)
        courses = places(.course)
        let hasAnswers = arrangement.hasAnswers(subject)
        var answers = hasAnswers ? places(.answers) : []
        if hasAnswers, answers.isEmpty {
            // The only place of the row is for everything. Until somebody probes, events say more than its absence.
            let isAlone = courses.isEmpty && arrangement.switches[.events] != false
            let takesAll = subject == .watched || isAlone
            answers = [
                Layout.Place(
                    panel: isAlone && subject == .trained ? .events : .answersPlace(subject),
                    groups: takesAll ? [.course, .answers] : [.answers])
            ]
        }
        if !answers.isEmpty { answers[answers.count - 1].followsNewest = true }
        self.answers = answers
        bottom = Self.fitting(courses + answers, arrangement, width: size.width)
        isChosen = courses.contains { arrangement.switches[$0.panel] == true }
    }

    /// As many as can stand beside each other. Those that were switched on stay longest.
    private static func fitting(_ places: [Layout.Place], _ arrangement: Arrangement, width: Int) -> [Layout.Place] {
        var places = places
        while places.count > max(2, width / leastWidth) {
            let index = places.lastIndex { arrangement.switches[$0.panel] != true && !$0.followsNewest }
            places.remove(at: index ?? places.count - 1)
        }
        return places
    }

    /// The lower row: side by side where there is room, else one below the other, or only one of them.
    func bottom(in rect: Rect) -> [Layout.Place] {
        if rect.width >= Self.roomForTwo { return Layout.beside(bottom, in: rect) }
        guard !courses.isEmpty, !answers.isEmpty else { return stack(Array(bottom.prefix(1)), in: rect) }
        guard rect.height >= Self.leastStack else {
            let only = isChosen ? courses[courses.count - 1].panel : .events
            return [
                Layout.Place(panel: only, rect: rect, groups: [.course, .answers], followsNewest: !isChosen)
            ]
        }
        return stack([answers[answers.count - 1], courses[courses.count - 1]], in: rect)
    }

    private func stack(_ places: [Layout.Place], in rect: Rect) -> [Layout.Place] {
        var (rest, left) = (rect, places.count)
        return places.map { place in
            var place = place
            place.rect = rest.takeTop((rest.height + left - 1) / left)
            left -= 1
            return place
        }
    }
}
