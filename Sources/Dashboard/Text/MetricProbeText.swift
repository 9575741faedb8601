package import RunEvents
import TerminalUI

/// Probes of another program's model, as text.
package enum MetricProbeText {
    /// The number that a line is about: an accuracy of the test set, else a loss of it, else any accuracy or loss, else
    /// the first.
    static func leading(_ record: MetricProbeRecord) -> String? {
        let names = record.names
        let choices: [(String) -> Bool] = [
            { isOfTest($0) && MetricDefinition.isAccuracy($0) }, { isOfTest($0) && MetricDefinition.isLoss($0) },
            MetricDefinition.isAccuracy, MetricDefinition.isLoss,
        ]
        for choice in choices {
            if let name = names.first(where: choice) { return name }
        }
        return names.first
    }

    private static func isOfTest(_ name: String) -> Bool { name.hasPrefix("test") || name.hasPrefix("val") }

    /// "val_loss without v₁+v₂ 4.21, of 1.02".
    package static func summary(_ record: MetricProbeRecord) -> String {
        guard let name = leading(record), let base = record.base[name] else { return "no number" }
        let label = PrintableText.line(name)
        switch record.kind {
        case .ablation:
            guard let row = record.rows.first(where: { $0.directions == [1, 2] }) ?? record.rows.first else {
                return "no direction"
            }
            let value = row.metrics[name].map(NumberText.length) ?? NumberText.unknown
            return "\(label) without \(ProbeText.directions(row.directions)) \(value), of \(NumberText.length(base))"
        case .perturbation:
            let values = record.sweeps.first?.points.compactMap { $0.metrics[name] } ?? []
            guard let low = values.min(), let high = values.max() else { return "no direction" }
            return "\(label) along v₁ \(NumberText.length(low)) … \(NumberText.length(high))"
        }
    }
}
