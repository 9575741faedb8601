internal import RunEvents

/// Checks what events say about each other: their order, and figures that follow from others. A pure value: events in,
/// problems out.
struct EventOrderCheck {
    private let run: RunDescription
    private var sequence = 0
    private var reachedStep = 0
    /// Where the run is, which can go back, unlike `reachedStep`.
    private var step = 0
    private var leftStep = -1
    private var elapsedSeconds = 0.0
    private var isStarted = false
    private var hasDamage: Bool
    private var isStartMissed = false
    private var metrics: Set<String> = []
    private var finish: FinishedRecord?

    /// Sums are compared to this share of their largest summand: programs add in different orders.
    private static let tolerance = 1e-9

    /// - Parameter hasDamage: whether there are events that cannot be read, and are not taken.
    init(_ run: RunDescription, hasDamage: Bool) { (self.run, self.hasDamage) = (run, hasDamage) }

    /// Takes the event of the next higher sequence.
    ///
    /// - Returns: a line for each problem.
    mutating func take(_ recorded: RecordedEvent) -> [String] {
        let place = "\(recorded.event.typeName) (sequence \(recorded.sequence))"
        return (follow(recorded.sequence) + order(recorded) + content(recorded.event)).map { "\(place): \($0)" }
    }

    /// Passes over the event of the next higher sequence, whose row is damaged.
    mutating func skip(_ sequence: Int) -> [String] {
        hasDamage = true
        return follow(sequence).map { "sequence \(sequence): \($0)" }
    }

    private mutating func follow(_ next: Int) -> [String] {
        defer { sequence = max(sequence, next) }
        if next > sequence + 1 {
            return ["the event before it has sequence \(sequence): \(next - sequence - 1) missing"]
        }
        return next <= sequence ? ["the sequence is there twice"] : []
    }

    private mutating func order(_ recorded: RecordedEvent) -> [String] {
        var problems: [String] = []
        if recorded.reachedStep < reachedStep { problems.append("reached_step falls from \(reachedStep)") }
        reachedStep = max(reachedStep, recorded.reachedStep)
        follow(recorded)
        if recorded.event.step > recorded.reachedStep { problems.append("its step lies beyond reached_step") }
        if recorded.elapsedSeconds < elapsedSeconds { problems.append("elapsed_seconds falls from \(elapsedSeconds)") }
        elapsedSeconds = max(elapsedSeconds, recorded.elapsedSeconds)
        switch recorded.event {
        case .started:
            if isStarted { problems.append("the run starts a second time") }
            isStarted = true
        case .resumed: finish = nil
        case .finished(let record): finish = record
        default: break
        }
        if !isStarted, !isStartMissed {
            isStartMissed = true
            problems.append("the run has not started before it")
        }
        return problems
    }

    /// Follows the run, also where it goes back to a step.
    private mutating func follow(_ recorded: RecordedEvent) {
        step = max(step, recorded.step(sinceLeaving: leftStep))
        if run.watched != nil, case .command(let record) = recorded.event, case .back(let wanted) = record.command {
            (leftStep, step) = (max(leftStep, step), min(step, wanted))
        }
    }

    /// What the end shows; nothing where a row is damaged, since it may have said all that is missing.
    func end(_ progress: ProgressRecord) -> [String] {
        guard !hasDamage else { return [] }
        var problems: [String] = []
        if !isStarted { problems.append("session: no row says that the run started") }
        if progress.step < step {
            problems.append("progress: step \(progress.step) lies before the last event's, \(step)")
        }
        if (progress.state == .finished) != (finish != nil) {
            problems.append("progress: state is '\(progress.state.rawValue)', which does not go with the events")
        }
        return problems
    }

    // MARK: Figures

    private mutating func content(_ event: RunEvent) -> [String] {
        switch event {
        case .spectrum(let record): spectrum(record)
        case .window(let record):
            drive(record.driveClass, record.gradientFraction)
                + (record.kStar > record.updates ? ["k_star lies beyond the \(record.updates) updates"] : [])
        case .gapLedger(let record): ledger(record)
        case .command(let record): command(record)
        case .metricDefinition(let record): define(record)
        case .metric(let record):
            metrics.contains(record.name)
                ? [] : ["no metric_definition before it names '\(record.name.prefix(MetricDefinition.longestName))'"]
        case .evaluation where run.watched != nil: ["a run of another program has metrics in its place"]
        default: []
        }
    }

    private mutating func define(_ record: MetricDefinition) -> [String] {
        var problems: [String] = []
        if !(1...MetricDefinition.longestName).contains(record.name.count) {
            problems.append("its name has \(record.name.count) characters")
        }
        if !metrics.insert(record.name).inserted {
            problems.append("'\(record.name.prefix(MetricDefinition.longestName))' is defined twice")
        }
        if metrics.count == MetricDefinition.mostShown + 1 {
            problems.append("more than \(MetricDefinition.mostShown) metrics: screens show no others")
        }
        return problems
    }

    private func spectrum(_ record: SpectrumRecord) -> [String] {
        var problems: [String] = []
        if record.sigma.count < 2 { problems.append("fewer than two σ") }
        if record.sigma.contains(where: { !($0 >= 0) }) { problems.append("a σ is negative or no number") }
        if zip(record.sigma, record.sigma.dropFirst()).contains(where: { $0 < $1 }) { problems.append("σ ascends") }
        for (name, kStar) in [("k_star_ratio", record.kStarRatio), ("k_star_weighted", record.kStarWeighted)]
        where kStar > record.sigma.count {
            problems.append("\(name) is \(kStar), of \(record.sigma.count) σ")
        }
        let followed = min(SpectrumColumns.directions, record.sigma.count)
        for (name, values) in [("gradient_fraction", record.gradientFraction), ("alignment", record.alignment)]
        where !values.isEmpty && values.count != followed {
            problems.append("\(name) has \(values.count) values, of \(followed) directions")
        }
        if record.gradientFraction.contains(where: { !(0...1).contains($0) }) {
            problems.append("a gradient_fraction is not from 0 to 1")
        }
        let index = record.kStarWeighted - 1
        let share = record.gradientFraction.indices.contains(index) ? record.gradientFraction[index] : nil
        problems += drive(record.driveClass, record.gradientFraction.first)
        if let share, record.driveClass != .unsplit, record.driveClass != run.thresholds.driveClass(share) {
            problems.append("drive_class is not that of v_k*, whose gradient_fraction is \(share)")
        }
        return problems
    }

    /// There is a class where there is a split, and nowhere else. A run of another program can lose its split on the
    /// way, where a tracked tensor gets no gradient any more.
    private func drive(_ driveClass: DriveClass, _ share: Double?) -> [String] {
        if run.hasSplit {
            if driveClass == .unsplit {
                return run.watched != nil && share == nil ? [] : ["drive_class is 'unsplit', in a run with a split"]
            }
            return share == nil ? ["it has no gradient_fraction, in a run with a split"] : []
        }
        return driveClass == .unsplit && share == nil ? [] : ["it has a class or a share, in a run without a split"]
    }

    private func ledger(_ record: GapLedgerRecord) -> [String] {
        func check(_ name: String, _ sum: Double, _ summands: [Double]) -> [String] {
            let total = summands.reduce(0, +)
            let scale = summands.reduce(abs(sum)) { max($0, abs($1)) }
            return abs(total - sum) <= Self.tolerance * scale || !total.isFinite
                ? [] : ["\(name) is \(sum), and its parts add up to \(total)"]
        }
        return check("gap_change", record.gapChange, record.gapParts.values + [record.kStarChange, record.rest])
            + check("edge_change", record.edgeChange, record.edgeParts.values + [record.edgeRest])
            + (record.kStarChanged || record.kStarChange == 0 ? [] : ["k_star_change is not 0 where k* stays"])
    }

    private func command(_ record: CommandRecord) -> [String] {
        guard case .weightDecay(.value(let value)) = record.command, value != record.weightDecay else { return [] }
        return ["weight_decay is \(record.weightDecay) after \(record.command.rawValue)"]
    }
}
