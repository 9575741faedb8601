internal import Benchmark
internal import Foundation
internal import NcursesTerminal
internal import Synchronization
internal import Training

/// Reads the screen's output on a thread of its own, and measures how long after a key its effect is drawn.
final class KeyTimer: Sendable {
    private let terminal: StandInTerminal
    private let wanted = Mutex<Wanted?>(nil)
    private let isStopped = Atomic<Bool>(false)

    private struct Wanted {
        let sign: [UInt8]
        let since: ContinuousClock.Instant
        /// The end of the output so far, in which the sign may have begun.
        var tail: [UInt8] = []
        let continuation: CheckedContinuation<Double, Never>
    }

    /// The longest wait for a key's effect, in milliseconds. A key without an effect counts with this time.
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

    /// Presses a key and waits for the sign of its effect.
    ///
    /// - Returns: the milliseconds in between; `patience` where no sign came.
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
