package import Kernels
package import RunEvents

/// Follows a run's updates in two windows at once: the fine one, and the paper's, whose updates are sums of fine ones.
///
/// It follows two because each window has an edge of its own: where they disagree, the choice of the window decides the
/// result, not the network.
package final class SpectrumTracker: @unchecked Sendable {
    /// The intervals and the windows' length.
    package let config: SpectrumConfig
    let thresholds: Thresholds

    /// The update of the current fine interval. The optimizer adds to it, and `stepEnded` clears it at the interval's
    /// end.
    package let ledger: UpdateLedger
    let coarseLedger: UpdateLedger
    let fineWindow: TrajectoryWindow
    /// The paper's window, of N = `config.interval`; probes take their directions from it.
    let coarseWindow: TrajectoryWindow

    /// How many directions the records follow: v_1 and v_2 (the edge), v_3 and v_4 (the bulk).
    package static let followedDirections = 4

    /// Makes a tracker whose windows are empty.
    ///
    /// - Parameter parameterCount: P.
    /// - Precondition: fine intervals divide the interval.
    package init(config: SpectrumConfig, thresholds: Thresholds, parameterCount: Int) {
        precondition(
            config.interval > 0 && config.interval % SpectrumConfig.fineDivisor == 0,
            "an interval of \(config.interval) cannot be cut in \(SpectrumConfig.fineDivisor)")
        self.config = config
        self.thresholds = thresholds
        ledger = UpdateLedger(count: parameterCount)
        coarseLedger = UpdateLedger(count: parameterCount)
        let capacity = max(config.window, config.measurements?.windows.max() ?? 0)
        func trajectory() -> TrajectoryWindow {
            TrajectoryWindow(window: config.window, capacity: capacity, parameterCount: parameterCount)
        }
        fineWindow = trajectory()
        coarseWindow = trajectory()
    }

    /// Takes note of a step; callers call it after every one.
    ///
    /// - Returns: a record for each window that took in an update at this step, the fine window's first.
    package func stepEnded(_ step: Int, on pool: WorkerPool) -> [SpectrumRecord] {
        guard step % config.fineInterval == 0 else { return [] }
        var records: [SpectrumRecord] = []
        if let (edge, rotation) = fineWindow.append(ledger, on: pool) {
            records.append(record(step, config.fineInterval, edge, rotation))
        }
        coarseLedger.add(ledger)
        ledger.clear()
        guard step % config.interval == 0 else { return records }
        if let (edge, rotation) = coarseWindow.append(coarseLedger, on: pool) {
            records.append(record(step, config.interval, edge, rotation))
        }
        coarseLedger.clear()
        return records
    }

    /// v_1 … v_4 of the paper's window, [P] each; empty before it holds two updates.
    package func directions() -> [[Float]] { coarseWindow.directions(Self.followedDirections) }

    /// Whether `directions` has any; costs nothing.
    package var hasDirections: Bool { coarseWindow.hasDirections }

    /// The first step at which `directions` is not empty.
    package static func firstDirections(_ config: SpectrumConfig) -> Int { 2 * config.interval }

    private func record(_ step: Int, _ interval: Int, _ edge: Edge, _ rotation: [Double]) -> SpectrumRecord {
        let followed = min(Self.followedDirections, edge.sigma.count)
        return SpectrumRecord(
            step: step, interval: interval, window: config.window, sigma: edge.sigma, eigenvalues: edge.eigenvalues,
            kStarRatio: edge.kStarRatio, kStarWeighted: edge.kStarWeighted, gapRatio: edge.gapRatio, g23: edge.g23,
            gradientFraction: (0..<followed).map(edge.gradientFraction),
            alignment: Array(edge.alignment.prefix(followed)), rotationDegrees: Array(rotation.prefix(followed)),
            driveClass: DriveClass(
                gradientFraction: edge.gradientFraction(edge.kStarWeighted - 1), thresholds: thresholds))
    }
}
