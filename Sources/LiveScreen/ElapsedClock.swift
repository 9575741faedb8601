internal import Training

/// A clock of the seconds that a run has been trained for, over all processes that trained it.
struct ElapsedClock: Sendable {
    private var before: Double
    private var began: ContinuousClock.Instant?

    /// - Parameter before: the seconds of earlier processes.
    init(before: Double = 0) {
        self.before = before
    }

    mutating func start() { began = .now }

    var seconds: Double { before + (began.map { (ContinuousClock.now - $0).inSeconds } ?? 0) }
}
