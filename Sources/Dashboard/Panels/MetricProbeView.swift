import RunEvents
import TerminalUI

/// The last probe of another program's model: a table of its numbers, the model as it is first, then each change.
struct MetricProbeView: Widget {
    let theme: Theme
    let kind: MetricProbeRecord.Kind
    let record: MetricProbeRecord?
    /// Whether the run takes the command for it.
    let isTaken: Bool

    private struct Row {
        var name: String
        var metrics: [String: Double]
        var deviations: [String: Double] = [:]
        var isControl = false
    }

    private static let nameWidth = 22
    /// Columns of a figure: its name's, within bounds.
    private static let figureWidths = 12...20

    private func figureWidth(_ record: MetricProbeRecord) -> Int {
        let longest = record.names.map { PrintableText.line($0).unicodeScalars.count }.max() ?? 0
        return min(Self.figureWidths.upperBound, max(Self.figureWidths.lowerBound, longest + 2))
    }

    func render(into frame: inout Frame, in rect: Rect) {
        let name = kind.measurement.name
        let title = record.map { "\(name) at \(NumberText.grouped($0.step))" } ?? name
        PanelBox(title: TextLine(title, theme[.title]), frameStyle: theme[.probeFrame]).render(into: &frame, in: rect)
        let inside = rect.insideBox.inset(left: 1, right: 1)
        guard let record else {
            let key = kind.measurement.letter
            let text = isTaken ? "press \(key) to measure" : "groktop.watch(…, evaluate=…) makes it possible"
            EmptyText(text: text, style: theme[.inactive]).render(into: &frame, in: inside)
            return
        }
        render(record, into: &frame, in: inside)
    }

    private func render(_ record: MetricProbeRecord, into frame: inout Frame, in inside: Rect) {
        guard inside.height > 1 else { return }
        let width = figureWidth(record)
        let room = max(1, (inside.width - Self.nameWidth) / width)
        let leading = MetricProbeText.leading(record)
        let names = ([leading].compactMap(\.self) + record.names.filter { $0 != leading }).prefix(room)
        for (column, name) in names.enumerated() {
            let x = inside.x + Self.nameWidth + column * width
            let text = NumberText.right(String(PrintableText.line(name).prefix(width - 1)), width: width)
            frame.text(text, x: x, y: inside.y, style: theme[.inactive], limit: max(0, inside.right - x))
        }
        for (index, row) in rows(record).prefix(inside.height - 1).enumerated() {
            render(row, names, width, into: &frame, in: inside.row(index + 1))
        }
    }

    private func render(
        _ row: Row, _ names: ArraySlice<String>, _ width: Int, into frame: inout Frame, in place: Rect
    ) {
        let style = row.isControl ? theme[.inactive] : theme[.text]
        frame.text(row.name, x: place.x, y: place.y, style: style, limit: min(place.width, Self.nameWidth))
        for (column, name) in names.enumerated() {
            let x = place.x + Self.nameWidth + column * width
            let value = row.metrics[name].map(NumberText.length) ?? NumberText.unknown
            let deviation = row.deviations[name].map { "±" + NumberText.length($0) } ?? ""
            let text = value.unicodeScalars.count + deviation.unicodeScalars.count < width ? value + deviation : value
            frame.text(
                NumberText.right(text, width: width), x: x, y: place.y, style: style,
                limit: max(0, place.right - x))
        }
    }

    private func rows(_ record: MetricProbeRecord) -> [Row] {
        var rows = [Row(name: "as it is", metrics: record.base)]
        // Where there is little room the plane of v₁ and v₂ is what counts.
        for removal in record.rows.filter({ $0.directions == [1, 2] })
            + record.rows.filter({ $0.directions != [1, 2] })
        {
            rows.append(Row(name: "without " + ProbeText.directions(removal.directions), metrics: removal.metrics))
            // The control that decides stands beneath what it is a control of.
            for control in record.controls where control.directions == removal.directions {
                rows.append(row(control))
            }
        }
        rows += record.controls.filter { $0.directions == nil }.map(row)
        for sweep in record.sweeps {
            let ends = [sweep.points.first, sweep.points.last].compactMap(\.self)
            for point in ends {
                let name =
                    "v" + NumberText.lowered(sweep.direction) + ", ε " + NumberText.scientificSigned(point.epsilon)
                rows.append(Row(name: name, metrics: point.metrics))
            }
        }
        return rows
    }

    private func row(_ control: MetricProbeRecord.Control) -> Row {
        Row(
            name: "  " + ProbeText.name(control.kind), metrics: control.metrics, deviations: control.standardDeviations,
            isControl: true)
    }
}

extension Panel {
    /// What the other program's evaluation says without parts of θ_S.
    package static let metricAblation = metricProbe("removals", .ablation)
    /// What it says along the directions.
    package static let metricPerturbation = metricProbe("moves", .perturbation)

    /// The panel of a probe's answers.
    static func metricProbe(_ kind: MetricProbeRecord.Kind) -> Panel {
        switch kind {
        case .ablation: metricAblation
        case .perturbation: metricPerturbation
        }
    }

    private static func metricProbe(_ name: String, _ kind: MetricProbeRecord.Kind) -> Panel {
        Panel(
            name, .answers, of: [.watched],
            isOffered: { $0.run.metricProbe(kind) != nil || $0.takesProbe(kind) },
            widget: {
                MetricProbeView(
                    theme: $0.theme, kind: kind, record: $0.run.metricProbe(kind), isTaken: $0.takesProbe(kind))
            })
    }
}

extension Model {
    /// Whether the other program measures its model on request.
    func takesProbe(_ kind: MetricProbeRecord.Kind) -> Bool {
        source.capabilities.contains(.probeNow)
            && run.description?.watched?.commands.contains(RunCommand.probe(kind.measurement).name) == true
    }
}
