package import TerminalUI

/// Where everything stands on a screen of a given size. What there is no room for is missing.
package struct Layout: Hashable, Sendable {
    package var header: Rect
    package var accuracy: Rect
    package var fineRibbon: Rect
    package var coarseRibbon: Rect
    /// The class that the gap flow predicts; empty where there is no row for it.
    package var predictionRibbon: Rect
    package var steps: Rect
    package var spectrum: Spectrum?
    package var bottom: [Bottom]
    package var footer: Rect

    package struct Spectrum: Hashable, Sendable {
        package var eigenvalues: Rect
        /// What drives v₁; or the gap flow, where that has no panel of its own and is chosen.
        package var drive: Rect
        package var gapFlow: Rect?
    }

    package struct Bottom: Hashable, Sendable {
        package var panel: Panel
        package var rect: Rect
    }

    package enum Panel: Hashable, Sendable {
        /// Events; or classes or windows, where they have no panel of their own and are chosen.
        case events
        case classes
        /// The newest probe, or the one chosen.
        case probe
        case ablation
        /// Perturbation; or a measurement that is chosen, or newer.
        case perturbation
        /// One panel for all: what is chosen, or the newest.
        case any
    }

    package static let smallest = Size(width: 60, height: 16)

    /// Rows that are there at every size: header, two ribbons and the steps under them, footer.
    private static let fixedRows = 5
    /// Height from which the predicted class has a row.
    private static let roomForPrediction = 24
    private static let roomForThree = 156
    private static let roomForFour = 208
    private static let leastAccuracy = 6
    private static let leastSpectrum = 5
    /// Four rows inside: as many as there are directions.
    private static let leastBottom = 6
    /// Two panels below one another need this much.
    private static let leastStack = 13

    /// nil where the screen is smaller than `smallest`.
    package init?(size: Size, isExpanded: Bool) {
        guard size.width >= Layout.smallest.width, size.height >= Layout.smallest.height else { return nil }
        var rest = Rect(x: 0, y: 0, width: size.width, height: size.height)
        header = rest.takeTop(1)
        footer = rest.row(rest.height - 1)
        rest = rest.inset(bottom: 1)

        let predictionRows = size.height >= Layout.roomForPrediction ? 1 : 0
        let shared = size.height - Layout.fixedRows - predictionRows
        let rows = isExpanded ? (accuracy: shared, spectrum: 0, bottom: 0) : Layout.rows(shared)
        accuracy = rest.takeTop(rows.accuracy)
        fineRibbon = rest.takeTop(1)
        coarseRibbon = rest.takeTop(1)
        predictionRibbon = rest.takeTop(predictionRows)
        steps = rest.takeTop(1)
        if rows.spectrum > 0 {
            let hasThree = size.width >= Layout.roomForThree
            let parts = rest.takeTop(rows.spectrum).columns(hasThree ? 3 : 2)
            spectrum = Spectrum(eigenvalues: parts[0], drive: parts[1], gapFlow: hasThree ? parts[2] : nil)
        }
        bottom = rows.bottom > 0 ? Layout.bottom(rest.takeTop(rows.bottom)) : []
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

    private static func bottom(_ rect: Rect) -> [Bottom] {
        if rect.width >= roomForFour {
            let quarters = rect.columns(4)
            return [
                Bottom(panel: .events, rect: quarters[0]), Bottom(panel: .classes, rect: quarters[1]),
                Bottom(panel: .ablation, rect: quarters[2]), Bottom(panel: .perturbation, rect: quarters[3]),
            ]
        }
        if rect.width >= roomForThree {
            let thirds = rect.columns(3)
            return [
                Bottom(panel: .events, rect: thirds[0]), Bottom(panel: .ablation, rect: thirds[1]),
                Bottom(panel: .perturbation, rect: thirds[2]),
            ]
        }
        if rect.width >= 100 {
            let halves = rect.columns(2)
            return [Bottom(panel: .events, rect: halves[0]), Bottom(panel: .probe, rect: halves[1])]
        }
        guard rect.height >= leastStack else { return [Bottom(panel: .any, rect: rect)] }
        var rest = rect
        let upper = rest.takeTop((rect.height + 1) / 2)
        return [Bottom(panel: .probe, rect: upper), Bottom(panel: .events, rect: rest)]
    }

    /// Columns left of every plot on the main time axis: frame, a label of four, a tick.
    package static let gutter = 6

    /// The part of a row or panel that shares its columns with the accuracy chart.
    package static func plot(of rect: Rect) -> Rect {
        rect.inset(left: gutter, right: 1)
    }
}
