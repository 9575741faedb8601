internal import Benchmark
internal import Synchronization

/// How far the forks of an intervention are.
package struct InterventionProgress: Sendable {
    /// Of all forks together, by this call; what is derived again counts.
    package var stepsDone: Int
    /// Steps that the forks have still to train.
    package var stepsLeft: Int
    /// nil before there is anything to tell it from.
    package var secondsLeft: Double?
}

/// Adds up the progress of all forks.
final class InterventionClock: Sendable {
    private let began = ContinuousClock.now
    /// Of each fork the step that it began at and where it is.
    private let places: Mutex<[Place]>
    private let report: @Sendable (InterventionProgress) -> Void

    private struct Place {
        var first: Int?
        var step: Int
        let end: Int
    }

    /// - Parameter ranges: the steps that each is to be trained.
    init(_ ranges: [Range<Int>], _ report: @escaping @Sendable (InterventionProgress) -> Void) {
        places = Mutex(ranges.map { Place(step: $0.lowerBound, end: $0.upperBound) })
        self.report = report
    }

    /// A fork may begin before the step that it left at, where the nearest checkpoint lies before it, or after.
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
