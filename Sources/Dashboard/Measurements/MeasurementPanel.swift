import RunEvents
internal import Tasks
import TerminalUI

/// How the screen shows a measurement: the panel of its newest answer.
struct MeasurementPanel: Sendable {
    /// Its entry in the catalogue of panels.
    let panel: Panel

    /// - Parameter view: made from what all these panels share and the answer; nil where there is none.
    private init<Record: MeasurementRecord, View: Widget & SendableMetatype>(
        _ view: @escaping @Sendable (AnswerPanel, Record?) -> View, roomFrom: Int? = nil
    ) {
        let kind = Record.measurement
        panel = Panel(
            kind.name, .answers, of: [.trained], roomFrom: roomFrom, measurement: kind,
            isOffered: { kind.subject != .forks && kind.changesModel || $0.answer(kind) != nil },
            widget: { view(AnswerPanel($0, kind), $0.answer(kind) as? Record) })
    }

    /// All of them, a line each.
    static let all: [MeasurementPanel] = [
        .init(AblationView.init, roomFrom: 156), .init(PerturbationView.init, roomFrom: 156),
        .init(CurvatureView.init), .init(ReadoutView.init), .init(FunctionView.init), .init(AttentionView.init),
        .init(FourierView.init), .init(ProgressMeasuresView.init), .init(InterventionView.init),
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

extension AnswerPanel {
    /// - Parameter kind: nil for the panel that stands where nothing has answered yet.
    init(_ model: Model, _ kind: MeasurementKind?) {
        let progress = ProbeProgress(model.run, model.expected)
        self.init(
            theme: model.theme, symbols: model.symbols, name: kind?.name ?? "last probe",
            isAboutPast: kind.map { model.answers[$0] != nil } ?? false, shownStep: model.shownStep,
            underWay: progress.title, underWayHint: progress.hint, isFinished: model.run.isFinished,
            place: model.place, keys: model.preferences.keys, tokensName: model.taskText?.tokens ?? "tokens",
            accuracyName: model.taskText?.probeAccuracy ?? "accuracy")
    }
}
