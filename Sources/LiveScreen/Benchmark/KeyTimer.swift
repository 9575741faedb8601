internal import Benchmark
internal import Foundation
internal import NcursesTerminal
internal import Synchronization

/// Reads what is drawn, on a thread of its own, and tells how long after a key a sign of it came.
final class KeyTimer: Sendable {
    private let terminal: StandInTerminal
    private let wanted = Mutex<Wanted?>(nil)
    private let isStopped = Atomic<Bool>(false)

    private struct Wanted {
        let sign: [UInt8]
        let since: ContinuousClock.Instant
        /// The end of the output so far, where the sign may have begun.
        var tail: [UInt8] = []
        let continuation: CheckedContinuation<Double, Never>
    }

    /// Milliseconds after which a key counts as heard all the same, as late as that.
    private static let patience = 2_000.0

    init(terminal: StandInTerminal) {
        self.terminal = terminal
    }

    func start() {
        let thread = Thread { [self] in
            while !isStopped.load(ordering: .relaxed) { look(at: terminal.output(waitingMilliseconds: 20)) }
        }
        thread.name = "groktop terminal"
        thread.start()
    }

    func stop() {
        isStopped.store(true, ordering: .relaxed)
    }

    /// Presses a key and waits for what shows that it was heard.
    ///
    /// - Returns: milliseconds in between; `patience` where it has not shown by then.
    func press(_ key: String, until sign: String) async -> Double {
        await withCheckedContinuation { continuation in
            wanted.withLock {
                $0 = Wanted(sign: Array(sign.utf8), since: .now, continuation: continuation)
            }
            terminal.type(key)
        }
    }

    private func look(at bytes: [UInt8]) {
        let now = ContinuousClock.now
        let answer: (CheckedContinuation<Double, Never>, Double)? = wanted.withLock { wanted in
            guard var current = wanted else { return nil }
            current.tail += bytes
            let waited = (now - current.since).inSeconds * 1e3
            if waited >= Self.patience || current.tail.firstRange(of: current.sign) != nil {
                wanted = nil
                return (current.continuation, waited)
            }
            current.tail = Array(current.tail.suffix(current.sign.count))
            wanted = current
            return nil
        }
        if let (continuation, waited) = answer { continuation.resume(returning: waited) }
    }
}
