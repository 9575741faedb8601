package import Kernels
package import RunEvents

/// Follows a run's updates in two windows at once: the fine one, and the paper's, whose updates are sums of fine ones.
///
/// Both, because a window has an edge of its own: where they disagree, the window is talking and not the network.
package final class SpectrumTracker: @unchecked Sendable {
    package let config: SpectrumConfig
    let thresholds: Thresholds

    /// The optimizer adds to it; it is cleared at the end of each fine interval.
    package let ledger: UpdateLedger
    let coarseLedger: UpdateLedger
    let fineWindow: TrajectoryWindow
    /// The window of N = `config.interval`: the one that probes take their directions from.
    let coarseWindow: TrajectoryWindow

    /// The edge and the bulk: v_1, v_2 and v_3, v_4.
    package static let followedDirections = 4

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

    /// To be called after every step. Returns a record for each window that took in an update at this step, fine first.
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

    /// v_1 … v_4 of the paper's window; empty before it holds two updates.
    package func directions() -> [[Float]] { coarseWindow.directions(Self.followedDirections) }

    /// Whether `directions` has any; costs nothing.
    package var hasDirections: Bool { coarseWindow.hasDirections }

    /// The first step at which `directions` are there.
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
