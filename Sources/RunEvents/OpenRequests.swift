/// The probes and interventions of a run that were requested and not answered, computed from its events.
///
/// A process that is killed takes the measurements under way with it. The events show which these were, so that they
/// can be requested again when the run continues.
package struct OpenRequests: Sendable, Equatable {
    /// The open requests in order, each with the step that it is about.
    package private(set) var requests: [ScheduledCommand] = []

    /// Starts before the run's first event.
    package init() {}

    /// Takes all of a run's events.
    package init(_ events: some Sequence<RunEvent>) {
        for event in events { take(event) }
    }

    /// The earliest step with an open request; nil where all are answered.
    package var firstStep: Int? { requests.map(\.step).min() }

    /// The open requests for probes.
    package var probes: [ScheduledCommand] {
        requests.filter { if case .probe = $0.command { true } else { false } }
    }

    /// The steps of the open requests for interventions.
    package var interventions: [Int] {
        requests.compactMap { if case .intervene(let step) = $0.command { step } else { nil } }
    }

    /// Takes the run's next event.
    package mutating func take(_ event: RunEvent) {
        switch event {
        case .command(let record): ask(record)
        case .probe(let record): close(.probe(record.kind), at: record.step)
        case .intervention(let record): close(.intervene(step: record.step), at: record.step)
        case .refused(let record) where record.endsRequest: close(record.command, at: record.step)
        // The parent answers the requests that it received.
        case .forked: requests = []
        case .started, .resumed, .evaluation, .spectrum, .gapLedger, .gapFlow, .response, .window, .refused, .marker,
            .metricDefinition, .metric, .metricProbe, .remark, .progress, .finished:
            break
        }
    }

    private mutating func ask(_ record: CommandRecord) {
        switch record.command {
        case .probe: requests.append(ScheduledCommand(step: record.step, command: record.command))
        case .intervene(let step):
            let step = step ?? record.step
            requests.append(ScheduledCommand(step: step, command: .intervene(step: step)))
        case .pause, .resume, .step, .weightDecay, .freshOptimizer, .pace, .cancelProbes, .learningRate, .evaluate,
            .checkpoint, .back, .stop:
            break
        }
    }

    private mutating func close(_ command: RunCommand, at step: Int) {
        guard let index = requests.firstIndex(of: ScheduledCommand(step: step, command: command)) else { return }
        requests.remove(at: index)
    }
}
