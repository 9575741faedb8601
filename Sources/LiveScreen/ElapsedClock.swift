internal import Benchmark

/// Seconds that a run has gone on for, over all processes that trained it.
struct ElapsedClock: Sendable {
    private var before: Double
    private var began: ContinuousClock.Instant?

    /// - Parameter before: what earlier processes have.
    init(before: Double = 0) {
        self.before = before
    }

    mutating func start() { began = .now }

    var seconds: Double { before + (began.map { (ContinuousClock.now - $0).inSeconds } ?? 0) }
}
