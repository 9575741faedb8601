import RunEvents
import TerminalUI

/// How far the probes are that have not answered, in words.
struct ProbeProgress {
    /// Asked for, and not yet begun: that happens between two steps.
    private let asked: [MeasurementKind]
    /// Oldest first.
    private let underWay: [MeasurementKind]
    /// A run joined in its middle may have probes that its log knows nothing of.
    private let hasUnknown: Bool
    /// The share of the oldest measurement under way that is done: " 43 %". Empty where nobody says. It is not
    /// recorded, so only what no replay shows may use it.
    private let done: String

    /// - Parameters:
    ///   - run: the run as it is shown.
    ///   - expected: what was asked of it and has not been answered.
    init(_ run: RunState, _ expected: Expected) {
        asked = expected.probes
        underWay = run.log.probesUnderWay
        let share = run.progress?.probeProgress.map { NumberText.fixed(max(0, min(1, $0)) * 100, decimals: 0) }
        done = share.map { NumberText.right($0, width: 4) + " %" } ?? ""
        hasUnknown = underWay.isEmpty && !run.isFinished && (run.progress?.probesUnderWay ?? 0) > 0
    }

    /// Beside the title of a panel.
    var title: String? {
        switch (working, waiting) {
        case (let working?, let waiting?): "\(working), \(waiting)"
        case (let working, let waiting): working ?? waiting
        }
    }

    /// For a notice; says also why nothing happens yet, or how far it is.
    var sentence: String? {
        guard working == nil, let waiting else { return title.map { $0 + done } }
        return asked.count == 1
            ? "\(waiting): begins when this step ends" : "\(waiting): they begin when this step ends"
    }

    /// In the middle of a panel that has nothing else to show.
    var hint: String? {
        working != nil ? "under way…" : waiting != nil ? "begins when this step ends" : nil
    }

    private var working: String? {
        guard let first = underWay.first else { return hasUnknown ? "probing…" : nil }
        return first.doing + "…" + (underWay.count > 1 ? " and \(underWay.count - 1) more" : "")
    }

    private var waiting: String? {
        guard let first = asked.first else { return nil }
        if working != nil { return "\(asked.count) asked for" }
        return asked.count > 1 ? "\(asked.count) probes asked for" : "\(first.name) asked for"
    }
}
