internal import Dispatch
internal import Foundation
internal import Synchronization

/// Runs measurements that do not depend on each other, two at a time.
///
/// Beside a training that keeps two cores busy, a probe with one thread gets two thirds of a core, and one with two
/// threads gets a whole core. Which lane makes which measurement varies; the results do not.
enum ProbeLanes {
    static let count = min(2, ProcessInfo.processInfo.activeProcessorCount)

    /// Makes all measurements, and returns once they are done or cancelled.
    ///
    /// - Parameters:
    ///   - count: how many measurements there are.
    ///   - isCancelled: called before each, on any thread.
    ///   - progress: receives the share that is done after each, on any thread but never on two at once.
    ///   - measure: makes one of them; never called twice at once with the same lane. It returns nil where it gave up.
    /// - Returns: the results in their order; nil if cancelled.
    static func results<Result: Sendable>(
        _ count: Int, isCancelled: () -> Bool, progress: (Double) -> Void,
        measure: (_ lane: Int, _ index: Int) -> Result?
    ) -> [Result]? {
        let next = Atomic<Int>(0)
        let found = Mutex<[Int: Result]>([:])
        withoutActuallyEscaping(isCancelled) { isCancelled in
            withoutActuallyEscaping(progress) { progress in
                withoutActuallyEscaping(measure) { measure in
                    nonisolated(unsafe) let (isCancelled, progress, measure) = (isCancelled, progress, measure)
                    DispatchQueue.concurrentPerform(iterations: min(Self.count, count)) { lane in
                        while !isCancelled() {
                            let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                            guard index < count, let result = measure(lane, index) else { return }
                            found.withLock { found in
                                found[index] = result
                                progress(Double(found.count) / Double(count))
                            }
                        }
                    }
                }
            }
        }
        let results = found.withLock(\.self).sorted { $0.key < $1.key }.map(\.value)
        return results.count == count ? results : nil
    }
}
