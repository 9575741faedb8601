package import RunEvents

/// The catalogue of panels.
extension Panel {
    /// All panels. Beside each other they stand in this order, and so `tab` goes through those of the lower row.
    package static let all: [Panel] =
        [
            .course, .ribbons,
            .eigenvalues, .drive, .ledger, .gapFlow,
            .newest, .events, .metrics, .classes, .windows, .loss, .norms, .whatIf, .reading,
            .metricAblation, .metricPerturbation, .knowledge,
        ] + MeasurementPanel.all.map(\.panel)

    /// What `d` goes through.
    package static let sides: [Panel] = [.drive, .ledger, .gapFlow]

    /// What `o` goes through: the panels of the lower row.
    package static let choices = all.filter { $0.group == .course || $0.group == .answers }

    /// The panels that keys switch on and off by number, the first by `1`.
    package static func numbered(_ subject: Subject) -> [Panel] {
        let first: [Panel] = [.course, .ribbons, .eigenvalues, .drive, .ledger, .events, .answersPlace(subject)]
        return first + [.loss, .norms, .classes, .windows].filter { $0.subjects.contains(subject) }.prefix(2)
    }

    /// What stands in the lower row where nothing has answered yet.
    static func answersPlace(_ subject: Subject) -> Panel { subject == .watched ? .metrics : .newest }

    /// The panel of a measurement.
    package static func measurement(_ kind: MeasurementKind) -> Panel { MeasurementPanel.of(kind).panel }
}
