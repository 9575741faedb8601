import TerminalUI

/// Steps worth going to.
extension RunState {
    /// The next step after this one at which something was measured.
    package func recordedStep(after step: Int) -> Int? {
        [
            evaluations.train.firstStep(atOrAfter: step + 1), fine.firstStep(atOrAfter: step + 1),
            coarse.firstStep(atOrAfter: step + 1),
        ].compactMap { $0 }.min()
    }

    /// The last step before this one at which something was measured.
    package func recordedStep(before step: Int) -> Int? {
        [evaluations.train.lastStep(before: step), fine.lastStep(before: step), coarse.lastStep(before: step)]
            .compactMap { $0 }.max()
    }

    /// The next step after this one that has a mark on the time axis.
    package func markedStep(after step: Int) -> Int? {
        log.entries.lazy.filter { $0.kind.importance != nil && $0.step > step }.map(\.step).min()
    }

    package func markedStep(before step: Int) -> Int? {
        log.entries.lazy.filter { $0.kind.importance != nil && $0.step < step }.map(\.step).max()
    }
}

extension StepSeries {
    fileprivate func firstStep(atOrAfter step: Int) -> Int? {
        let index = firstIndex(atOrAfter: step)
        return index < count ? self.step(at: index) : nil
    }

    fileprivate func lastStep(before step: Int) -> Int? {
        let index = firstIndex(atOrAfter: step)
        return index > 0 ? self.step(at: index - 1) : nil
    }
}

extension SpectrumHistory {
    fileprivate func firstIndex(atOrAfter step: Int) -> Int {
        let windows = windows
        return BinarySearch.firstIndex(in: 0..<count) { windows[$0].step >= step }
    }

    fileprivate func firstStep(atOrAfter step: Int) -> Int? {
        let index = firstIndex(atOrAfter: step)
        return index < count ? windows[index].step : nil
    }

    fileprivate func lastStep(before step: Int) -> Int? {
        let index = firstIndex(atOrAfter: step)
        return index > 0 ? windows[index - 1].step : nil
    }
}
