internal import Recording
internal import RunEvents

/// The tables that a run is exported as.
package enum ExportTable: Sendable, Equatable {
    /// The table of that name in the run's database, with the same columns and rows.
    case recorded(String)
    /// One row for each figure of a probe.
    case probes
    /// One row for each event that is no measurement.
    case events
    /// The sequences of the train set, those of the test set, and the meaning of their numbers.
    case train, test, vocabulary

    /// The table that is exported where none was asked for.
    package static let usual = ExportTable.recorded("evaluation")

    /// All names of tables, in the order of the help text.
    package static let accepted = EventTable.names + ["probes", "events", "train", "test", "vocabulary"]

    /// Names that earlier versions used, with today's names.
    private static let earlier = [
        "evaluations": "evaluation", "spectra": "spectrum", "gap-flow": "gap_flow", "gap-ledger": "gap_ledger",
        "responses": "response",
        "windows": "window",
    ]

    /// The table of a name, as `--table` gives it.
    ///
    /// - Returns: nil for a name that is neither in `accepted` nor an earlier name.
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
