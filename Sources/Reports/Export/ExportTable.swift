internal import Recording
internal import RunEvents

/// The tables that a run is exported as.
package enum ExportTable: Sendable, Equatable {
    /// A table of the run's database, of that name: the same columns and rows.
    case recorded(String)
    /// A row a figure of a probe.
    case probes
    /// A row an event that is no measurement: what happened, in short.
    case events
    /// The sequences of the run, and what their numbers stand for.
    case train, test, vocabulary

    /// Where no table was asked for.
    package static let usual = ExportTable.recorded("evaluation")

    /// Every name, in the order in which help lists them.
    package static let accepted = EventTable.names + ["probes", "events", "train", "test", "vocabulary"]

    /// What earlier versions called some of them.
    private static let earlier = [
        "evaluations": "evaluation", "spectra": "spectrum", "gap-flow": "gap_flow", "gap-ledger": "gap_ledger",
        "responses": "response",
        "windows": "window",
    ]

    /// - Returns: nil for a name that is none of `accepted`, nor an earlier one.
    package init?(_ text: String) {
        switch text {
        case "probes": self = .probes
        case "events": self = .events
        case "train": self = .train
        case "test": self = .test
        case "vocabulary": self = .vocabulary
        default:
            let name = Self.earlier[text] ?? text
            guard EventTable.names.contains(name) else { return nil }
            self = .recorded(name)
        }
    }
}
