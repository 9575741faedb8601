internal import RunEvents

/// How much of the gap's changes driving, decay and alignment make, over the intervals of a run.
struct LedgerShares: Equatable {
    /// Each kind's part of the sum of all three, from 0 to 1: the sizes of its net parts over all intervals.
    var driving, decay, alignment: Double

    /// The shares over the intervals that have both updates without the run's first one in the window, and k* where it
    /// was; nil where there are none, or nothing changed.
    init?(_ run: MeasuredRun) {
        var (driving, decay, alignment) = (0.0, 0.0, 0.0)
        for record in Self.records(run) {
            let net = record.gapParts.net
            driving += abs(net.driving)
            decay += abs(net.decay)
            alignment += abs(net.alignment)
        }
        let sum = driving + decay + alignment
        guard sum > 0, sum.isFinite else { return nil }
        (self.driving, self.decay, self.alignment) = (driving / sum, decay / sum, alignment / sum)
    }

    /// The first update leaves the window at (W + 1) N, so that the accounts after that step are without it.
    static func records(_ run: MeasuredRun) -> [GapLedgerRecord] {
        run.gapLedgers.filter { !$0.kStarChanged && $0.step > ($0.window + 1) * $0.interval }
    }

    /// The largest part of a change that no part of the account explains, as a share of the gap.
    static func largestRest(_ run: MeasuredRun) -> Double? {
        records(run).filter { $0.gap > 0 }.map { abs($0.rest) / $0.gap }.max()
    }
}
