internal import Synchronization
internal import Training

/// The progress of all forks of an intervention together.
package struct InterventionProgress: Sendable {
    /// Steps that this call has trained, including those that it derived again.
    package var stepsDone: Int
    /// Steps that the forks have still to train.
    package var stepsLeft: Int
    /// The expected seconds until all forks are trained; nil before any step has been timed.
    package var secondsLeft: Double?
}

/// Adds up the progress of all forks.
final class InterventionClock: Sendable {
    private let began = ContinuousClock.now
    /// For each fork, the step at which it began and the step at which it is.
    private let places: Mutex<[Place]>
    private let report: @Sendable (InterventionProgress) -> Void

    private struct Place {
        var first: Int?
        var step: Int
        let end: Int
    }

    /// - Parameters:
    ///   - ranges: for each fork, the steps that are to be trained.
    ///   - report: receives the progress after each note.
    init(_ ranges: [Range<Int>], _ report: @escaping @Sendable (InterventionProgress) -> Void) {
        places = Mutex(ranges.map { Place(step: $0.lowerBound, end: $0.upperBound) })
        self.report = report
    }

    /// Notes the step at which a fork is. The first note may lie before the step of the fork, where the nearest
    /// checkpoint is older, or after it, where the fork continues.
    func note(_ step: Int, of fork: Int) {
        let (done, left) = places.withLock { places in
            if places[fork].first == nil { places[fork].first = step }
            places[fork].step = step
            return (
                places.reduce(0) { $0 + $1.step - ($1.first ?? $1.step) }, places.reduce(0) { $0 + $1.end - $1.step }
            )
        }
        let seconds = (ContinuousClock.now - began).inSeconds
        report(
            InterventionProgress(
                stepsDone: done, stepsLeft: left, secondsLeft: done > 0 ? seconds / Double(done) * Double(left) : nil))
    }
}
