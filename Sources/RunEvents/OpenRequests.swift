/// The probes and interventions of a run that were asked for and not answered: a fold over its events.
///
/// A process that is killed takes the measurements under way with it. The events say which these were, so that they can
/// be asked for again when the run goes on.
package struct OpenRequests: Sendable, Equatable {
    /// With the step that each is about, in the order in which they were asked for.
    package private(set) var requests: [ScheduledCommand] = []

    package init() {}

    package init(_ events: some Sequence<RunEvent>) {
        for event in events { take(event) }
    }

    /// The earliest step that is asked about; nil where everything is answered.
    package var firstStep: Int? { requests.map(\.step).min() }

    /// The probes among them.
    package var probes: [ScheduledCommand] {
        requests.filter { if case .probe = $0.command { true } else { false } }
    }

    /// The steps of the interventions among them.
    package var interventions: [Int] {
        requests.compactMap { if case .intervene(let step) = $0.command { step } else { nil } }
    }

    /// Takes in the run's next event.
    package mutating func take(_ event: RunEvent) {
        switch event {
        case .command(let record): ask(record)
        case .probe(let record): close(.probe(record.kind), at: record.step)
        case .intervention(let record): close(.intervene(step: record.step), at: record.step)
        case .refused(let record) where record.endsRequest: close(record.command, at: record.step)
        // What the parent was asked is for the parent to answer.
        case .forked: requests = []
        case .started, .resumed, .evaluation, .spectrum, .gapFlow, .response, .window, .refused, .marker, .progress,
            .finished:
            break
        }
    }

    private mutating func ask(_ record: CommandRecord) {
        switch record.command {
        case .probe: requests.append(ScheduledCommand(step: record.step, command: record.command))
        case .intervene(let step):
            let step = step ?? record.step
            requests.append(ScheduledCommand(step: step, command: .intervene(step: step)))
        case .pause, .resume, .step, .weightDecay, .freshOptimizer, .pace, .cancelProbes, .stop: break
        }
    }

    private mutating func close(_ command: RunCommand, at step: Int) {
        guard let index = requests.firstIndex(of: ScheduledCommand(step: step, command: command)) else { return }
        requests.remove(at: index)
    }
}
