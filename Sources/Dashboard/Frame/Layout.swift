package import TerminalUI

/// Where everything stands on a screen of a given size. What there is no room for is missing.
package struct Layout: Hashable, Sendable {
    /// The first row: which run this is, and how it goes.
    package var header: Rect
    /// Train and test accuracy, with the time axis as its lower edge.
    package var accuracy: Rect
    /// The class of the edge in the fine window.
    package var fineRibbon: Rect
    /// The class of the edge in the paper's window.
    package var coarseRibbon: Rect
    /// The class that the gap flow predicts; empty where the gap flow is not shown, or there is no row for it.
    package var predictionRibbon: Rect
    /// The step numbers below the ribbons.
    package var steps: Rect
    /// The panels about the edge, from the left; none where accuracy takes all of the screen.
    package var spectrum: [Place]
    /// The lower row; none where there is no room for it.
    package var bottom: [Place]
    /// The last row: keys, a question, a prompt or a notice.
    package var footer: Rect

    /// A place for a panel.
    package struct Place: Hashable, Sendable {
        /// What stands here where nothing is chosen for this place.
        package var panel: Panel
        /// The cells that it has.
        package var rect: Rect
        /// Groups whose chosen panel may stand here.
        package var groups: Set<Panel.Group>
        /// Whether the newest answer of a measurement stands here before `panel` does.
        package var followsNewest = false
    }

    /// The smallest screen that shows anything but its own size.
    package static let smallest = Size(width: 60, height: 16)

    /// Rows from which the lower panels are there.
    package static let smallestWithPanels = fixedRows + leastAccuracy + leastSpectrum + leastBottom

    /// Rows that are there at every size: header, two ribbons and the steps under them, footer.
    private static let fixedRows = 5
    /// Height from which the predicted class has a row.
    private static let roomForPrediction = 24
    /// Width from which the panels of the lower row stand beside each other.
    private static let roomForTwo = 100
    private static let leastAccuracy = 6
    private static let leastSpectrum = Panel.Group.spectrum.leastRows
    private static let leastBottom = max(Panel.Group.course.leastRows, Panel.Group.answers.leastRows)
    /// Two panels below one another need this much.
    private static let leastStack = 13

    /// - Parameters:
    ///   - size: columns and rows of the screen.
    ///   - isExpanded: whether only the time axis and what stands on it is shown.
    ///   - hasPrediction: whether the class that the gap flow predicts has a row, where there is room.
    ///   - subject: the kind of run, which decides what panels there are.
    /// - Returns: nil where the screen is smaller than `smallest`.
    package init?(
        size: Size, isExpanded: Bool, hasPrediction: Bool = false, subject: Panel.Subject = .trained
    ) {
        guard size.width >= Layout.smallest.width, size.height >= Layout.smallest.height else { return nil }
        var rest = Rect(x: 0, y: 0, width: size.width, height: size.height)
        header = rest.takeTop(1)
        footer = rest.row(rest.height - 1)
        rest = rest.inset(bottom: 1)

        let predictionRows = hasPrediction && size.height >= Layout.roomForPrediction ? 1 : 0
        let shared = size.height - Layout.fixedRows - predictionRows
        let rows = isExpanded ? (accuracy: shared, spectrum: 0, bottom: 0) : Layout.rows(shared)
        accuracy = rest.takeTop(rows.accuracy)
        fineRibbon = rest.takeTop(1)
        coarseRibbon = rest.takeTop(1)
        predictionRibbon = rest.takeTop(predictionRows)
        steps = rest.takeTop(1)
        spectrum =
            rows.spectrum > 0
            ? Layout.beside(Layout.places(.spectrum, subject, width: size.width), in: rest.takeTop(rows.spectrum)) : []
        bottom = rows.bottom > 0 ? Layout.bottom(rest.takeTop(rows.bottom), subject) : []
    }

    /// What is left over goes to accuracy first, then to the others in turn; the lower panels gain least from height.
    private static func rows(_ shared: Int) -> (accuracy: Int, spectrum: Int, bottom: Int) {
        let least = leastAccuracy + leastSpectrum
        var spare = shared - least
        guard spare >= leastBottom else {
            return (leastAccuracy + (spare + 1) / 2, leastSpectrum + spare / 2, 0)
        }
        spare -= leastBottom
        let forAccuracy = (spare * 9 + 10) / 20
        let forSpectrum = ((spare - forAccuracy) * 11 + 10) / 20
        return (
            leastAccuracy + forAccuracy, leastSpectrum + forSpectrum,
            leastBottom + spare - forAccuracy - forSpectrum
        )
    }

    /// The panels of a group that have places of their own on a screen of this width; the places have no rectangle yet.
    private static func places(_ group: Panel.Group, _ subject: Panel.Subject, width: Int) -> [Place] {
        Panel.all.filter {
            $0.group == group && $0.subjects.contains(subject) && $0.roomFrom.map { $0 <= width } ?? false
        }
        .map { Place(panel: $0, rect: Rect(x: 0, y: 0, width: 0, height: 0), groups: [group]) }
    }

    private static func beside(_ places: [Place], in rect: Rect) -> [Place] {
        zip(places, rect.columns(places.count)).map { place, column in
            var place = place
            place.rect = column
            return place
        }
    }

    private static func bottom(_ rect: Rect, _ subject: Panel.Subject) -> [Place] {
        let courses = places(.course, subject, width: rect.width)
        var answers = places(.answers, subject, width: rect.width)
        if answers.isEmpty {
            answers = [
                subject == .watched
                    ? Place(panel: .metrics, rect: rect, groups: [.course, .answers])
                    : Place(panel: .newest, rect: rect, groups: [.answers])
            ]
        }
        answers[answers.count - 1].followsNewest = true
        if rect.width >= roomForTwo { return beside(courses + answers, in: rect) }
        guard rect.height >= leastStack else {
            return [Place(panel: .events, rect: rect, groups: [.course, .answers], followsNewest: true)]
        }
        var rest = rect
        var (upper, lower) = (answers[answers.count - 1], courses[courses.count - 1])
        upper.rect = rest.takeTop((rect.height + 1) / 2)
        lower.rect = rest
        return [upper, lower]
    }

    /// Columns left of every plot on the main time axis: frame, a label of four, a tick.
    package static let gutter = 6

    /// The part of a row or panel that shares its columns with the accuracy chart.
    package static func plot(of rect: Rect) -> Rect {
        rect.inset(left: gutter, right: 1)
    }
}
