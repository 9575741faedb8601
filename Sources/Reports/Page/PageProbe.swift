internal import Dashboard
internal import RunEvents
internal import TerminalUI

/// The answer of a probe as a report shows it.
struct PageProbe: Sendable {
    private let step: Int
    private let kind: String
    private let summary: String
    private let lines: [String]

    /// The answer that an event is; nil for an event that is none.
    ///
    /// - Parameter run: the name of the run's recording.
    init?(_ event: RunEvent, of run: String) {
        step = event.step
        switch event {
        case .probe(let probe):
            kind = probe.kind.name
            (summary, lines) = Self.text(probe.record, run)
        case .intervention(let record):
            kind = MeasurementKind.intervention.name
            (summary, lines) = Self.text(record, run)
        case .metricProbe(let record):
            kind = record.kind.rawValue
            summary = MetricProbeText.summary(record)
            lines = ((try? JSONText.lines(record)) ?? "").split(separator: "\n").map(String.init)
        default: return nil
        }
    }

    private static func text(_ record: any MeasurementRecord, _ run: String) -> (String, [String]) {
        (MeasurementSummary.text(record), MeasurementReport.lines(record, of: run))
    }

    /// The answer as HTML: its summary, and all its figures to be opened.
    var html: String {
        let text = lines.map(PrintableText.line).joined(separator: "\n")
        return "<details><summary><b>\(MarkupText.escaped(PrintableText.line(kind)))</b> at "
            + "\(NumberText.grouped(step)): \(MarkupText.escaped(PrintableText.line(summary)))</summary>"
            + "<pre>\(MarkupText.escaped(text))</pre></details>\n"
    }
}
