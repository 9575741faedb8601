import RunEvents
import TerminalUI

/// How the screen shows a measurement: the panel of its newest answer, and its line in the event list.
struct MeasurementPanel: Sendable {
    /// Its entry in the catalogue of panels.
    let panel: Panel
    /// What the answer says in a few figures.
    let summary: @Sendable (any MeasurementRecord) -> String

    /// - Parameter view: made from what all these panels share and the answer; nil where there is none.
    private init<Record: MeasurementRecord, View: Widget & SendableMetatype>(
        _ view: @escaping @Sendable (AnswerPanel, Record?) -> View, _ summary: @escaping @Sendable (Record) -> String,
        roomFrom: Int? = nil
    ) {
        let kind = Record.measurement
        panel = Panel(
            kind.name, .answers, roomFrom: roomFrom, measurement: kind,
            isOffered: { kind.subject != .forks && kind.changesModel || $0.answer(kind) != nil },
            widget: { view(AnswerPanel($0, kind), $0.answer(kind) as? Record) })
        self.summary = { record in
            guard let record = record as? Record else { preconditionFailure("\(record) is no \(Record.self)") }
            return summary(record)
        }
    }

    /// All of them, a line each.
    static let all: [MeasurementPanel] = [
        .init(AblationView.init, ProbeText.ablation, roomFrom: 156),
        .init(PerturbationView.init, ProbeText.perturbation, roomFrom: 156),
        .init(CurvatureView.init, ProbeText.curvature), .init(ReadoutView.init, ProbeText.readout),
        .init(FunctionView.init, ProbeText.function), .init(AttentionView.init, ProbeText.attention),
        .init(FourierView.init, ProbeText.fourier), .init(ProgressMeasuresView.init, ProbeText.progress),
        .init(InterventionView.init, ProbeText.intervention),
    ]

    private static let byMeasurement = Dictionary(uniqueKeysWithValues: all.map { ($0.panel.name, $0) })

    /// The panel of a measurement.
    static func of(_ measurement: MeasurementKind) -> MeasurementPanel {
        guard let panel = byMeasurement[measurement.name] else {
            preconditionFailure("\(measurement.name) has no panel")
        }
        return panel
    }
}

extension Model {
    /// The answer that the panel of a measurement shows: one about the past first. nil where there is none.
    func answer(_ kind: MeasurementKind) -> (any MeasurementRecord)? {
        kind.subject == .forks ? intervention ?? run.intervention : (answers[kind] ?? run.probe(kind))?.record
    }
}
