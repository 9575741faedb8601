package import Dispatch
internal import Synchronization

/// Calls a function on a serial queue again and again.
package final class Ticker: Sendable {
    private let queue: DispatchQueue
    private let interval: DispatchTimeInterval
    private let isStopped = Mutex(false)

    package init(queue: DispatchQueue, seconds: Double) {
        self.queue = queue
        interval = .nanoseconds(Int(seconds * 1e9))
    }

    /// Until `stop`, or until nobody holds the ticker any more.
    package func start(_ body: @escaping @Sendable () -> Void) {
        queue.asyncAfter(deadline: .now() + interval) { [weak self] in
            guard let self, !isStopped.withLock({ $0 }) else { return }
            body()
            start(body)
        }
    }

    package func stop() { isStopped.withLock { $0 = true } }
}
