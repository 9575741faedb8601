import RunEvents
import TerminalUI

/// How the screen shows a measurement: the panel of its newest answer, and its line in the event list.
struct MeasurementPanel: Sendable {
    /// What it shows.
    let measurement: MeasurementKind
    /// The panel, which also says where there is no answer.
    let view: @Sendable (Model) -> any Widget
    /// What the answer says in a few figures.
    let summary: @Sendable (any MeasurementRecord) -> String

    private init<Record: MeasurementRecord, View: Widget & SendableMetatype>(
        _ view: @escaping @Sendable (Model) -> View, _ summary: @escaping @Sendable (Record) -> String
    ) {
        measurement = Record.measurement
        self.view = { view($0) }
        self.summary = { record in
            guard let record = record as? Record else { preconditionFailure("\(record) is no \(Record.self)") }
            return summary(record)
        }
    }

    /// All of them, a line each.
    static let all: [MeasurementPanel] = [
        .init(AblationView.init, ProbeText.ablation), .init(PerturbationView.init, ProbeText.perturbation),
        .init(CurvatureView.init, ProbeText.curvature), .init(ReadoutView.init, ProbeText.readout),
        .init(FunctionView.init, ProbeText.function), .init(AttentionView.init, ProbeText.attention),
        .init(FourierView.init, ProbeText.fourier), .init(InterventionView.init, ProbeText.intervention),
    ]

    private static let byMeasurement = Dictionary(uniqueKeysWithValues: all.map { ($0.measurement, $0) })

    /// The panel of a measurement.
    static func of(_ measurement: MeasurementKind) -> MeasurementPanel {
        guard let panel = byMeasurement[measurement] else { preconditionFailure("\(measurement.name) has no panel") }
        return panel
    }
}
