internal import Foundation
internal import Home
internal import Recording
internal import Reports

extension HomeRun {
    /// The row of a run that was listed.
    init(_ listed: RunCatalog.Listed) {
        switch listed.facts {
        case .failure(let error):
            self.init(name: listed.folder.name, problem: error.reason, bytes: listed.bytes)
        case .success(let facts):
            self.init(
                name: listed.folder.name, task: facts.name, step: facts.step, state: State(facts.state),
                bytes: listed.bytes, createdAt: facts.createdAt.timeIntervalSince1970,
                made: TimeOfDay.dayAndTime(facts.createdAt))
            (seed, steps, isWatched) = (facts.seed, facts.steps, facts.isWatched)
            weightDecay = facts.hasWeightDecay ? facts.weightDecay : nil
            (bestTestAccuracy, grokkedAt, curve) = (facts.bestTestAccuracy, facts.grokkedAt, facts.curve)
            describe()
        }
        size = ByteText.short(listed.bytes)
    }
}

extension HomeRun.State {
    fileprivate init(_ state: RunSummary.State) {
        self =
            switch state {
            case .running: .running
            case .finished: .finished
            case .stopped: .stopped
            case .failed: .failed
            case .interrupted: .interrupted
            }
    }
}
