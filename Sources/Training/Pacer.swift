/// Holds a run to so many steps a second, and measures how fast it goes and could go.
struct Pacer {
    /// Steps a second asked for; nil for as fast as possible.
    var pace: Double? {
        didSet { nextStart = nil }
    }

    private var nextStart: ContinuousClock.Instant?
    /// Mean seconds of work a step, weighted towards the last second or so.
    private var workPerStep: Double?
    private var workSince = Tally()
    private var wallSince = Tally()
    private var wallRate = 0.0

    /// Seconds from one step to the next; nil for none. A recording may hold a pace that no clock can wait for.
    private var interval: Double? { pace.map { min(Self.longestInterval, max(0, 1 / $0)) } }

    private struct Tally {
        var steps = 0
        var seconds = 0.0
    }

    init(pace: Double?) {
        self.pace = pace
    }

    /// Seconds until the next step is due; zero or less when it is.
    mutating func secondsUntilDue(_ now: ContinuousClock.Instant) -> Double {
        guard let interval else { return 0 }
        // An evaluation is caught up with; a run that fell further behind (a suspended terminal, a pace beyond the
        // machine) goes on from now instead of racing.
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

    /// Steps a second as it goes.
    var stepsPerSecond: Double {
        if wallRate > 0 { return wallRate }
        return wallSince.seconds > 0 ? Double(wallSince.steps) / wallSince.seconds : 0
    }

    /// Steps a second as it could go.
    var possibleStepsPerSecond: Double { workPerStep.map { 1 / $0 } ?? 0 }

    /// Steps a second of work since this was last asked, waiting left out.
    mutating func takeWorkRate() -> Double {
        defer { workSince = Tally() }
        return workSince.seconds > 0 ? Double(workSince.steps) / workSince.seconds : 0
    }

    /// Seconds.
    private static let catchUp = 0.25
    private static let longestInterval = 1e6
    private static let smoothing = 0.02
    private static let rateWindow = 0.5
}

extension Duration {
    var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}
