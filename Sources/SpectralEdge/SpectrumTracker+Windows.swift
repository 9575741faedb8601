package import RunEvents

/// Windows of other lengths, cut from the same updates.
extension SpectrumTracker {
    /// A record for each window that took in an update at this step and holds two or more. Callers ask after
    /// `stepEnded`. Fine windows come first, shorter ones before longer ones; the windows whose whole spectrum is
    /// recorded are left out. The window without the run's first update is present from its second update on, until
    /// that update has left the paper's window by itself.
    package func windowRecords(at step: Int) -> [WindowRecord] {
        guard let windows = config.measurements?.windows, step > 0, step % config.fineInterval == 0 else { return [] }
        let others = windows.filter { $0 != config.window }
        var records = others.compactMap { record(step, config.fineInterval, fineWindow, window: $0) }
        guard step % config.interval == 0 else { return records }
        records += others.compactMap { record(step, config.interval, coarseWindow, window: $0) }
        let updates = step / config.interval
        if updates <= config.window {
            let later = record(step, config.interval, coarseWindow, window: config.window, leavesOut: 1)
            if let later { records.append(later) }
        }
        return records
    }

    private func record(
        _ step: Int, _ interval: Int, _ trajectory: TrajectoryWindow, window: Int, leavesOut: Int = 0
    ) -> WindowRecord? {
        let updates = min(trajectory.count - leavesOut, window)
        guard updates >= 2 else { return nil }
        let edge = Edge(products: trajectory.products, updates: updates)
        return WindowRecord(
            step: step, interval: interval, window: window, leavesFirstOut: leavesOut > 0, updates: updates,
            kStar: edge.kStarWeighted, gapRatio: edge.gapRatio, gradientFraction: edge.gradientFraction(0),
            driveClass: DriveClass(
                gradientFraction: edge.gradientFraction(edge.kStarWeighted - 1), thresholds: thresholds))
    }
}
