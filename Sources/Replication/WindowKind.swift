internal import RunEvents

/// A kind of window that a run is followed through: its interval N, its length W, and whether the first update is in
/// it.
struct WindowKind: Equatable {
    var interval: Int
    var window: Int
    var leavesFirstOut: Bool

    var name: String { "N = \(interval), W = \(window)" + (leavesFirstOut ? ", first left out" : "") }

    /// v_1's gradient share in this window, by step, from two updates on.
    func shares(_ run: MeasuredRun) -> [(step: Int, share: Double)] {
        // The two windows whose whole spectrum is recorded have no `WindowRecord`.
        let spectra =
            window == run.config.spectrum.window && !leavesFirstOut
            ? (interval == run.config.spectrum.interval ? run.coarse : run.fine) : []
        let own = spectra.compactMap { record in
            record.sigma.count > 1 ? record.gradientFraction.first.map { (record.step, $0) } : nil
        }
        return own.isEmpty
            ? run.windows.filter { matches($0) && $0.updates > 1 }.compactMap { record in
                record.gradientFraction.map { (record.step, $0) }
            } : own
    }

    private func matches(_ record: WindowRecord) -> Bool {
        record.interval == interval && record.window == window && record.leavesFirstOut == leavesFirstOut
    }

    /// All windows of the run, the paper's among them: those of the long interval first, then by length.
    static func all(_ run: MeasuredRun) -> [WindowKind] {
        let spectrum = run.config.spectrum
        var kinds = [spectrum.interval, spectrum.fineInterval].map {
            WindowKind(interval: $0, window: spectrum.window, leavesFirstOut: false)
        }
        for record in run.windows {
            let kind = WindowKind(
                interval: record.interval, window: record.window, leavesFirstOut: record.leavesFirstOut)
            if !kinds.contains(kind) { kinds.append(kind) }
        }
        return kinds.sorted {
            (-$0.interval, $0.window, $0.leavesFirstOut ? 1 : 0) < (-$1.interval, $1.window, $1.leavesFirstOut ? 1 : 0)
        }
    }

    /// The step at which v_1's share first is below ½, in words.
    func fall(_ run: MeasuredRun) -> String {
        let shares = shares(run)
        guard let place = shares.firstIndex(where: { $0.share < 0.5 }) else { return "never" }
        let step = ValueFormat.step.text(Double(shares[place].step))
        return place == 0 ? "already below at \(step)" : step
    }
}
