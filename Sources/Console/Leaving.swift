internal import Synchronization

/// Whether the process is about to end: from then on output that nobody takes is waited for only a moment.
package enum Leaving {
    private static let since = Mutex<ContinuousClock.Instant?>(nil)
    private static let patience = Duration.seconds(1)

    /// The process is about to end from now on. A second call changes nothing.
    package static func begin() { since.withLock { $0 = $0 ?? .now } }

    /// Whether it was time to give up waiting.
    package static var isOverdue: Bool {
        since.withLock { since in since.map { ContinuousClock.now - $0 > patience } ?? false }
    }
}
