/// Steps worth going to.
extension RunState {
    /// The next step after this one at which something was measured.
    package func recordedStep(after step: Int) -> Int? {
        [
            evaluations.line.firstStep(atOrAfter: step + 1), metrics.firstStep(atOrAfter: step + 1),
            fine.line.firstStep(atOrAfter: step + 1),
            coarse.line.firstStep(atOrAfter: step + 1),
        ].compactMap { $0 }.min()
    }

    /// The last step before this one at which something was measured.
    package func recordedStep(before step: Int) -> Int? {
        [
            evaluations.line.lastStep(before: step), metrics.lastStep(before: step), fine.line.lastStep(before: step),
            coarse.line.lastStep(before: step),
        ].compactMap { $0 }.max()
    }

    /// The next step after this one that has a mark on the time axis.
    package func markedStep(after step: Int) -> Int? {
        log.entries.lazy.filter { $0.kind.importance != nil && $0.step > step }.map(\.step).min()
    }

    /// The last step before this one that has a mark on the time axis.
    package func markedStep(before step: Int) -> Int? {
        log.entries.lazy.filter { $0.kind.importance != nil && $0.step < step }.map(\.step).max()
    }
}
