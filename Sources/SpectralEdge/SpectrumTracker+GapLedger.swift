package import RunEvents

/// The account of the gap of the paper's window.
extension SpectrumTracker {
    /// What changed the gap over the interval that ends at this step. Callers ask after `stepEnded`. Costs no pass over
    /// the updates: the products that the window keeps are enough.
    ///
    /// - Parameter step: optimizer steps done, a multiple of N.
    /// - Returns: nil before the window held two updates an interval ago.
    package func gapLedger(at step: Int) -> GapLedgerRecord? {
        GapLedger(products: coarseWindow.products, window: config.window).map { ledger in
            GapLedgerRecord(
                step: step, interval: config.interval, window: config.window, kStar: ledger.kStar,
                previousKStar: ledger.previousKStar, gap: ledger.gap, gapChange: ledger.gapChange,
                gapParts: ledger.gapParts, kStarChange: ledger.kStarChange, rest: ledger.rest,
                edgeChange: ledger.edgeChange, edgeParts: ledger.edgeParts, edgeRest: ledger.edgeRest,
                forecastChange: ledger.forecastChange)
        }
    }
}
