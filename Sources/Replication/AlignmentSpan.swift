internal import RunEvents

/// A span of a run in which windows are counted by whether gradient and decay push a direction the same way.
enum AlignmentSpan: CaseIterable {
    /// The windows that hold the run's first update.
    case firstUpdateIn
    /// The windows without the first update, up to grokking.
    case beforeGrokking
    /// The windows without the first update, from grokking on.
    case afterGrokking

    /// Which of the two windows whose whole spectrum is recorded.
    enum Kind: CaseIterable { case paper, fine }

    var words: String {
        switch self {
        case .firstUpdateIn: "while the first update is in it"
        case .beforeGrokking: "from then on, before grokking"
        case .afterGrokking: "from then on, after grokking"
        }
    }

    /// The spectra of the span, from three updates on.
    func spectra(_ run: MeasuredRun, _ kind: Kind) -> [SpectrumRecord] {
        let records = kind == .paper ? run.coarse : run.fine
        return records.filter { record in
            guard record.sigma.count > 2 else { return false }
            let holdsFirst = record.step <= record.window * record.interval
            let hasGrokked = run.grokkedAt.map { record.step >= $0 } ?? false
            switch self {
            case .firstUpdateIn: return holdsFirst
            case .beforeGrokking: return !holdsFirst && !hasGrokked
            case .afterGrokking: return !holdsFirst && hasGrokked
            }
        }
    }

    /// The share of these windows in which both push the same way; nil without windows.
    func share(_ run: MeasuredRun, _ kind: Kind, direction index: Int) -> Double? {
        Statistics.mean(
            spectra(run, kind).compactMap { index < $0.alignment.count ? ($0.alignment[index] > 0 ? 1 : 0) : nil })
    }
}
