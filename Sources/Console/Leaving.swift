internal import Synchronization

/// Records that the process is about to end: from then on, output waits only a moment for a reader.
package enum Leaving {
    private static let since = Mutex<ContinuousClock.Instant?>(nil)
    private static let patience = Duration.seconds(1)

    /// Marks the process as about to end. A second call changes nothing.
    package static func begin() { since.withLock { $0 = $0 ?? .now } }

    /// Whether the process has been about to end for longer than output may wait.
    package static var isOverdue: Bool {
        since.withLock { since in since.map { ContinuousClock.now - $0 > patience } ?? false }
    }
}
