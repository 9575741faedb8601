/// When a row of the table holds, written down before there were figures.
package struct Rule: Sendable, Equatable {
    /// What the figures have to meet.
    package var holds: Criterion
    /// The sign, order or inequality that the claim is about; nil where there is none but the figure itself.
    package var direction: Criterion?

    /// - Parameter direction: nil where the claim is the figure itself.
    package init(holds: Criterion, direction: Criterion? = nil) {
        self.holds = holds
        self.direction = direction
    }

    /// Judges the figures of a row.
    ///
    /// - Parameter other: gives the figures of another row by its identifier; nil where it has none.
    package func verdict(_ summary: Summary, other: (String) -> Summary?) -> Verdict {
        guard summary.mean != nil else { return .notMeasured }
        if holds.isMet(by: summary, other: other) { return .holds }
        if let direction, direction.isMet(by: summary, other: other) { return .holdsInDirection }
        return .doesNotHold
    }

    /// The rule in words.
    ///
    /// - Parameter title: gives the title of another row by its identifier.
    package func words(_ format: ValueFormat, title: (String) -> String) -> String {
        let holds = "holds: " + holds.words(format, title: title)
        guard let direction else { return holds }
        return holds + "; in direction: " + direction.words(format, title: title)
    }
}
