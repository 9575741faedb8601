/// Limits a run to a pace, and measures how fast it goes and how fast it could go.
struct Pacer {
    /// The limit in steps a second; nil for no limit.
    var pace: Double? {
        didSet { nextStart = nil }
    }

    private var nextStart: ContinuousClock.Instant?
    /// The mean seconds of work for a step. The last second or so counts most.
    private var workPerStep: Double?
    private var workSince = Tally()
    private var wallSince = Tally()
    private var wallRate = 0.0

    /// Seconds from the start of one step to that of the next; nil without a limit. It is bounded, because a recording
    /// may hold a pace that no clock can wait for.
    private var interval: Double? { pace.map { min(Self.longestInterval, max(0, 1 / $0)) } }

    private struct Tally {
        var steps = 0
        var seconds = 0.0
    }

    init(pace: Double?) {
        self.pace = pace
    }

    /// Seconds until the next step is due; zero or less where it is due now.
    mutating func secondsUntilDue(_ now: ContinuousClock.Instant) -> Double {
        guard let interval else { return 0 }
        // After an evaluation the run catches up. A run that fell further behind, through a suspended terminal or a
        // pace that the machine cannot reach, continues at its pace from now.
        let start = max(nextStart ?? now, now - .seconds(max(interval, Self.catchUp)))
        nextStart = start
        return (start - now).inSeconds
    }

    mutating func stepDone(work: Double, now: ContinuousClock.Instant, previous: ContinuousClock.Instant?) {
        if let interval, let start = nextStart { nextStart = start + .seconds(interval) }
        workPerStep = workPerStep.map { $0 + Self.smoothing * (work - $0) } ?? work
        workSince.steps += 1
        workSince.seconds += work
        guard let previous else { return }
        wallSince.steps += 1
        wallSince.seconds += (now - previous).inSeconds
        if wallSince.seconds >= Self.rateWindow {
            wallRate = Double(wallSince.steps) / wallSince.seconds
            wallSince = Tally()
        }
    }

    /// The rate of the last steps, waiting included, in steps a second.
    var stepsPerSecond: Double {
        if wallRate > 0 { return wallRate }
        return wallSince.seconds > 0 ? Double(wallSince.steps) / wallSince.seconds : 0
    }

    /// The rate without waiting, in steps a second; 0 before the first step.
    var possibleStepsPerSecond: Double { workPerStep.map { 1 / $0 } ?? 0 }

    /// The steps a second since the last call, waiting not counted.
    mutating func takeWorkRate() -> Double {
        defer { workSince = Tally() }
        return workSince.seconds > 0 ? Double(workSince.steps) / workSince.seconds : 0
    }

    /// The longest delay, in seconds, that the run catches up with.
    private static let catchUp = 0.25
    private static let longestInterval = 1e6
    private static let smoothing = 0.02
    private static let rateWindow = 0.5
}
