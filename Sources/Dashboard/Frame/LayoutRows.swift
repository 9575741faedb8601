/// How the rows of a screen are shared among accuracy, the panels about the edge, and the lower row.
struct LayoutRows {
    private(set) var accuracy = 0
    private(set) var spectrum = 0
    private(set) var bottom = 0

    static let leastAccuracy = 6
    static let leastSpectrum = Panel.Group.spectrum.leastRows
    static let leastBottom = max(Panel.Group.course.leastRows, Panel.Group.answers.leastRows)

    /// What is left over goes to accuracy first, then to the others in turn; the lower panels gain least from height.
    /// What there are no rows for has none, the lower row first.
    ///
    /// - Parameter shared: rows to share.
    init(_ shared: Int, hasAccuracy: Bool, hasSpectrum: Bool, hasBottom: Bool) {
        let least = (
            accuracy: hasAccuracy ? Self.leastAccuracy : 0, spectrum: hasSpectrum ? Self.leastSpectrum : 0,
            bottom: hasBottom ? Self.leastBottom : 0
        )
        let isWhole = least.accuracy + least.spectrum + least.bottom <= shared
        let hasBottom = hasBottom && (isWhole || least.accuracy + least.spectrum == 0)
        var spare = max(0, shared - least.accuracy - least.spectrum - (hasBottom ? least.bottom : 0))
        func take(_ part: Int) -> Int {
            defer { spare -= part }
            return part
        }
        if hasAccuracy {
            let part =
                hasSpectrum && hasBottom ? (spare * 9 + 10) / 20 : hasSpectrum || hasBottom ? (spare + 1) / 2 : spare
            accuracy = least.accuracy + take(part)
        }
        if hasSpectrum {
            spectrum = least.spectrum + take(hasBottom ? (spare * 11 + 10) / 20 : spare)
        }
        if hasBottom { bottom = least.bottom + take(spare) }
    }

    /// Rows for accuracy above panels that stand one below the other.
    static func tall(_ shared: Int, panels: Int, hasAccuracy: Bool) -> Int {
        guard hasAccuracy else { return 0 }
        guard panels > 0 else { return shared }
        return max(leastAccuracy, min(shared - leastBottom, shared * 2 / (panels + 2)))
    }
}
