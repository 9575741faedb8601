internal import RunEvents

/// One of the windows that a run is followed through.
struct WindowKind: Equatable {
    var interval: Int
    var window: Int
    var leavesFirstOut: Bool

    var name: String { "N = \(interval), W = \(window)" + (leavesFirstOut ? ", first left out" : "") }

    func matches(_ record: WindowRecord) -> Bool {
        record.interval == interval && record.window == window && record.leavesFirstOut == leavesFirstOut
    }

    /// All that the run has: the long interval first, then by length.
    static func all(_ run: MeasuredRun) -> [WindowKind] {
        var kinds: [WindowKind] = []
        for record in run.windows {
            let kind = WindowKind(interval: record.interval, window: record.window, leavesFirstOut: record.leavesFirstOut)
            if !kinds.contains(kind) { kinds.append(kind) }
        }
        return kinds.sorted {
            (-$0.interval, $0.window, $0.leavesFirstOut ? 1 : 0) < (-$1.interval, $1.window, $1.leavesFirstOut ? 1 : 0)
        }
    }

    /// The step at which v_1's share first is below ½: of windows with two updates at least.
    func fall(_ run: MeasuredRun) -> (text: String, step: Int?) {
        let records = run.windows.filter { matches($0) && $0.updates > 1 }
        guard let place = records.firstIndex(where: { $0.gradientFraction < 0.5 }) else { return ("never", nil) }
        let step = ValueFormat.step.text(Double(records[place].step))
        return (place == 0 ? "already below at \(step)" : step, records[place].step)
    }
}
