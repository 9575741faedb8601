package import TerminalUI

/// Where everything stands on a screen of a given size. What there is no room for is missing, or empty.
package struct Layout: Hashable, Sendable {
    /// The first row: which run this is, and how it goes.
    package var header: Rect
    /// Train and test accuracy, with the time axis as its lower edge. Empty where it is switched off.
    package var accuracy: Rect
    /// The class of the edge in the fine window. Empty where the ribbons are switched off, as the next two are.
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
        package var rect = Rect(x: 0, y: 0, width: 0, height: 0)
        /// Groups whose chosen panel may stand here.
        package var groups: Set<Panel.Group>
        /// Whether the newest answer of a measurement stands here before `panel` does.
        package var followsNewest = false
    }

    /// The smallest screen that shows anything but its own size.
    package static let smallest = Size(width: 60, height: 16)

    /// Rows from which the lower panels are there.
    package static let smallestWithPanels =
        5 + LayoutRows.leastAccuracy + LayoutRows.leastSpectrum
        + LayoutRows.leastBottom

    /// Height from which the predicted class has a row.
    private static let roomForPrediction = 24
    /// Columns from which accuracy and the panels stand beside each other in the wide arrangement.
    static let roomForWide = 2 * smallest.width

    /// - Parameters:
    ///   - size: columns and rows of the screen.
    ///   - isExpanded: whether only the time axis and what stands on it is shown.
    ///   - hasPrediction: whether the class that the gap flow predicts has a row, where there is room.
    ///   - subject: the kind of run, which decides what panels there are.
    ///   - arrangement: what was chosen of the panels.
    /// - Returns: nil where the screen is smaller than `smallest`.
    package init?(
        size: Size, isExpanded: Bool, hasPrediction: Bool = false, subject: Panel.Subject = .trained,
        arrangement: Arrangement = Arrangement()
    ) {
        guard size.width >= Layout.smallest.width, size.height >= Layout.smallest.height else { return nil }
        var rest = Rect(x: 0, y: 0, width: size.width, height: size.height)
        header = rest.takeTop(1)
        footer = rest.row(rest.height - 1)
        rest = rest.inset(bottom: 1)

        let none = Rect(x: 0, y: rest.y, width: 0, height: 0)
        (accuracy, fineRibbon, coarseRibbon, predictionRibbon, steps) = (none, none, none, none, none)
        (spectrum, bottom) = ([], [])
        let axis = AxisRows(
            hasAccuracy: isExpanded || arrangement.has(.course, width: size.width),
            hasRibbons: isExpanded || arrangement.has(.ribbons, width: size.width),
            hasPrediction: hasPrediction && size.height >= Layout.roomForPrediction)
        if isExpanded {
            placeTime(axis, accuracyRows: rest.height - axis.fixed, in: rest)
            return
        }
        let places = LayoutPlaces(arrangement, subject, size: size)
        switch arrangement.name {
        case .wide where size.width >= Layout.roomForWide && axis.isThere:
            let halves = rest.columns(2)
            placeTime(axis, accuracyRows: rest.height - axis.fixed, in: halves[0])
            placeGrid(places, columns: max(1, halves[1].width / LayoutPlaces.gridWidth), in: halves[1])
        case .tall:
            let count = places.spectrum.count + places.bottom.count
            let shared = rest.height - axis.fixed
            let rows = LayoutRows.tall(shared, panels: count, hasAccuracy: axis.hasAccuracy)
            placeTime(axis, accuracyRows: rows, in: rest)
            placeGrid(places, columns: 1, in: rest.inset(top: axis.fixed + rows))
        case .small:
            let rows = LayoutRows(
                rest.height - axis.fixed, hasAccuracy: axis.hasAccuracy,
                hasSpectrum: !(places.spectrum + places.bottom).isEmpty, hasBottom: false)
            placeTime(axis, accuracyRows: rows.accuracy, in: rest)
            placeGrid(
                places, columns: places.spectrum.count + places.bottom.count,
                in: rest.inset(top: axis.fixed + rows.accuracy))
        case .automatic, .wide, .projector:
            let rows = LayoutRows(
                rest.height - axis.fixed, hasAccuracy: axis.hasAccuracy, hasSpectrum: !places.spectrum.isEmpty,
                hasBottom: !places.bottom.isEmpty)
            placeTime(axis, accuracyRows: rows.accuracy, in: rest)
            var below = rest.inset(top: axis.fixed + rows.accuracy)
            spectrum = rows.spectrum > 0 ? Layout.beside(places.spectrum, in: below.takeTop(rows.spectrum)) : []
            bottom = rows.bottom > 0 ? places.bottom(in: below) : []
        }
    }

    /// Accuracy with what stands on its time axis, from the top.
    private mutating func placeTime(_ axis: AxisRows, accuracyRows: Int, in rect: Rect) {
        var rest = rect
        if axis.hasAccuracy { accuracy = rest.takeTop(accuracyRows) }
        if axis.hasRibbons {
            fineRibbon = rest.takeTop(1)
            coarseRibbon = rest.takeTop(1)
            predictionRibbon = rest.takeTop(axis.prediction)
        }
        if axis.isThere { steps = rest.takeTop(1) }
    }

    /// All places in rows of the same number of panels, as many as there is room for. The last place is always there.
    private mutating func placeGrid(_ places: LayoutPlaces, columns: Int, in rect: Rect) {
        let all = places.spectrum + places.bottom
        guard !all.isEmpty, columns > 0 else { return }
        let most = max(1, rect.height / LayoutRows.leastBottom) * columns
        let shown = all.count <= most ? all : all.prefix(most - 1) + all.suffix(1)
        let rows = (shown.count + columns - 1) / columns
        var (rest, placed) = (rect, [Place]())
        for row in 0..<rows {
            let inRow = Array(shown[row * columns..<min(shown.count, (row + 1) * columns)])
            placed += Layout.beside(inRow, in: rest.takeTop((rest.height + rows - row - 1) / (rows - row)))
        }
        spectrum = placed.filter { $0.panel.group == .spectrum }
        bottom = placed.filter { $0.panel.group != .spectrum }
    }

    /// The places side by side in a rectangle.
    static func beside(_ places: [Place], in rect: Rect) -> [Place] {
        zip(places, rect.columns(places.count)).map { place, column in
            var place = place
            place.rect = column
            return place
        }
    }

    /// Only one of the places, as large as the screen.
    func enlarged(_ place: Place) -> Layout {
        var layout = self
        let none = Rect(x: 0, y: header.bottom, width: 0, height: 0)
        (layout.accuracy, layout.fineRibbon, layout.coarseRibbon) = (none, none, none)
        (layout.predictionRibbon, layout.steps) = (none, none)
        var place = place
        place.rect = Rect(x: 0, y: header.bottom, width: header.width, height: footer.y - header.bottom)
        let isOfSpectrum = spectrum.contains { $0.panel == place.panel }
        layout.spectrum = isOfSpectrum ? [place] : []
        layout.bottom = isOfSpectrum ? [] : [place]
        return layout
    }

    /// All panels' places, first those about the edge.
    var places: [Place] { spectrum + bottom }

    /// The columns of the time axis that everything shares; where it is switched off, those that it would have.
    var axisPlot: Rect {
        let shown = [accuracy, fineRibbon].first { !$0.isEmpty }
        return Layout.plot(of: shown ?? Rect(x: 0, y: header.bottom, width: header.width, height: 0))
    }

    /// Columns left of every plot on the main time axis: frame, a label of four, a tick.
    package static let gutter = 6

    /// The part of a row or panel that shares its columns with the accuracy chart.
    package static func plot(of rect: Rect) -> Rect {
        rect.inset(left: gutter, right: 1)
    }
}
