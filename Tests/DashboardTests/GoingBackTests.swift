import Dashboard
import Lifecycle
import RunEvents
import TerminalUI
import Testing

/// A run of another program that goes back to a checkpoint: what follows is a fork, and what it has left is not drawn.
@Suite struct GoingBackTests {
    private static let left = 1_240
    private static let wanted = 500

    /// What the run records on the branch that it leaves: other numbers than on the one that it goes on with.
    private func abandoned(_ event: RunEvent) -> RunEvent {
        switch event {
        case .metric(var record):
            record.value *= 0.5
            return .metric(record)
        case .spectrum(var record):
            record.eigenvalues = record.eigenvalues.map { $0 * 1e4 }
            record.driveClass = .compression
            return .spectrum(record)
        case .window(var record):
            record.gradientFraction = record.gradientFraction.map { _ in 0.01 }
            return .window(record)
        default: return event
        }
    }

    /// The run as its recording has it when it has come to a step for the second time.
    private func recorded(_ run: SyntheticWatched, to last: Int, commandAt step: Int = wanted) -> [RecordedEvent] {
        let events = run.recorded.map(\.event)
        func part(_ steps: ClosedRange<Int>) -> [RunEvent] { events.filter { steps.contains($0.step) } }
        let back = RunEvent.command(CommandRecord(step: step, command: .back(step: Self.wanted), weightDecay: 1))
        let lines: [RunEvent] =
            part(0...Self.wanted) + part(Self.wanted + 1...Self.left).map(abandoned) + [back]
            + (last > Self.wanted ? part(Self.wanted + 1...last) : [])
        var reached = 0
        return lines.enumerated().map { index, event in
            reached = max(reached, event.step)
            return RecordedEvent(
                sequence: index + 1, reachedStep: reached, elapsedSeconds: Double(index) / 60, event: event)
        }
    }

    private func state(_ events: [RecordedEvent]) -> RunState {
        var state = RunState()
        for event in events { state.apply(event) }
        return state
    }

    private func points(_ series: StepSeries) -> [StepSeries.Point] {
        (0..<series.count).map { .init(step: series.step(at: $0), value: series.value(at: $0)) }
    }

    private func entries(_ state: RunState) -> [String] {
        state.log.entries.filter { $0.title != "back" }.map { "\($0.step) \($0.title) \($0.detail)" }
    }

    private func expectSame(_ found: RunState, _ expected: RunState) {
        #expect(found.step == expected.step)
        #expect(found.metrics.named.map(\.name) == expected.metrics.named.map(\.name))
        for (curve, other) in zip(found.metrics.named, expected.metrics.named) {
            #expect(points(curve.values) == points(other.values) && curve.newest == other.newest)
            #expect(curve.values.extremes == other.values.extremes)
            #expect(curve.logarithms.extremes == other.logarithms.extremes)
        }
        for (history, other) in [(found.fine, expected.fine), (found.coarse, expected.coarse)] {
            #expect(history.windows.map(\.step) == other.windows.map(\.step))
            #expect(history.windows.map(\.driveClass) == other.windows.map(\.driveClass))
            #expect(history.extremes == other.extremes)
            for index in 0..<3 { #expect(points(history.eigenvalues(index)) == points(other.eigenvalues(index))) }
            #expect(points(history.alignment) == points(other.alignment))
        }
        #expect(found.edge.ledger.records.map(\.step) == expected.edge.ledger.records.map(\.step))
        #expect(points(found.edge.ledger.changes) == points(expected.edge.ledger.changes))
        // As text: a share that is not known is no number, and equals nothing.
        #expect(
            found.edge.windows.map { "\(Array($0.entries))" } == expected.edge.windows.map { "\(Array($0.entries))" })
        #expect(found.edge.windows.map(\.fallenAt) == expected.edge.windows.map(\.fallenAt))
        #expect(found.edge.forecasts == expected.edge.forecasts)
        #expect(found.edge.compression?.peak == expected.edge.compression?.peak)
        #expect(found.edge.compression?.newest == expected.edge.compression?.newest)
        #expect(found.metricProbe(.ablation) == expected.metricProbe(.ablation))
        #expect(found.isPaused == expected.isPaused && found.grokked == expected.grokked)
        #expect(entries(found) == entries(expected))
    }

    @Test(arguments: SyntheticWatched.allCases, [500, 501, 760, 1_239, 1_240, 1_241, 1_700])
    func whatFollowsIsAFork(run: SyntheticWatched, last: Int) throws {
        let found = state(recorded(run, to: last))
        let expected = state(run.recorded.filter { $0.event.step <= last })
        expectSame(found, expected)
        expectSame(found.state(at: 330), expected.state(at: 330))
        let back = try #require(found.log.entries.first { $0.title == "back" })
        #expect(back.step == Self.wanted && back.detail == "from step 1,240")
    }

    @Test("a recorder may name the step that the run has left, too")
    func theCommandMayNameTheStepThatWasLeft() {
        expectSame(
            state(recorded(.accuracies, to: 900, commandAt: Self.left)), state(recorded(.accuracies, to: 900)))
    }

    @Test("the reported progress is the fork's, and a pause lasts")
    func progressAndPause() {
        var events = recorded(.accuracies, to: Self.wanted)
        func add(_ event: RunEvent, at index: Int) {
            let place = events[index - 1]
            events.insert(
                RecordedEvent(
                    sequence: 0, reachedStep: place.reachedStep, elapsedSeconds: place.elapsedSeconds, event: event),
                at: index)
        }
        add(.command(CommandRecord(step: Self.left, command: .pause, weightDecay: 0)), at: events.count - 1)
        var found = state(events)
        #expect(found.isPaused && found.step == Self.wanted && found.newestStep == Self.wanted)
        #expect(found.weightDecay == 1)
        found.apply(
            .progress(
                .init(
                    step: 530, state: .running, stepsPerSecond: 60, possibleStepsPerSecond: 60, pace: nil,
                    weightDecay: 1, probesUnderWay: 0)))
        #expect(found.step == 530 && !found.isPaused)
    }

    @Test("a run that groktop trains does not go back, whatever is in its recording")
    func trainedRunsStay() {
        var found = EventfulRun.state()
        let step = found.step
        found.apply(.command(CommandRecord(step: step, command: .back(step: 20), weightDecay: 1)))
        #expect(found.step == step && found.evaluations.count == EventfulRun.state().evaluations.count)
    }

    @Test("curves on the screen are the fork's")
    func screen() {
        func chart(_ events: [RecordedEvent]) -> [String] {
            var model = makeModel(width: 120, height: 36)
            _ = model.update(
                .source(Source(.following(name: SyntheticWatched.name), capabilities: [], limit: "another program")))
            for event in events { _ = model.update(.recorded(event)) }
            _ = model.update(.tick(elapsedSeconds: 30))
            // Without the header, which tells of the time since the start, and the axis, where events have marks.
            let lines = model.view().lines
            return Array(lines[2..<12] + lines[13..<25])
        }
        for run in SyntheticWatched.allCases {
            let found = chart(recorded(run, to: 900))
            #expect(found.contains { $0.contains("⠒") })
            #expect(found == chart(run.recorded.filter { $0.event.step <= 900 }))
        }
    }
}
