/// When a row of the table holds, written down before there were figures.
package struct Rule: Sendable, Equatable {
    package var holds: Criterion
    /// The sign, order or inequality that the claim is about; nil where there is none but the figure itself.
    package var direction: Criterion?

    package init(holds: Criterion, direction: Criterion? = nil) {
        self.holds = holds
        self.direction = direction
    }

    package func verdict(_ summary: Summary, other: (String) -> Summary?) -> Verdict {
        guard summary.mean != nil else { return .notMeasured }
        if holds.isMet(by: summary, other: other) { return .holds }
        if let direction, direction.isMet(by: summary, other: other) { return .holdsInDirection }
        return .doesNotHold
    }

    package func words(_ format: ValueFormat, title: (String) -> String) -> String {
        let holds = "holds: " + holds.words(format, title: title)
        guard let direction else { return holds }
        return holds + "; in direction: " + direction.words(format, title: title)
    }
}
