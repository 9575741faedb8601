package import RunEvents

/// The catalogue of panels.
extension Panel {
    /// All panels. Beside each other they stand in this order, and so `tab` goes through those of the lower row.
    package static let all: [Panel] =
        [
            .eigenvalues, .drive, .ledger, .gapFlow,
            .newest, .events, .metrics, .classes, .windows, .loss, .reading,
            .metricAblation, .metricPerturbation, .knowledge,
        ] + MeasurementPanel.all.map(\.panel)

    /// What `d` goes through.
    package static let sides: [Panel] = [.drive, .ledger, .gapFlow]

    /// What `tab` goes through: the panels of the lower row.
    package static let choices = all.filter { $0.group != .spectrum }

    /// The panel of a measurement.
    package static func measurement(_ kind: MeasurementKind) -> Panel { MeasurementPanel.of(kind).panel }
}
