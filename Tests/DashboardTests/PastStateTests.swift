import Dashboard
import RunEvents
import TerminalUI
import Testing

/// A run looked back at is the run that it was.
@Suite struct PastStateTests {
    private static let sizes = [
        Size(width: 120, height: 40), Size(width: 80, height: 24), Size(width: 160, height: 50),
    ]

    private func screen(_ run: RunState, _ size: Size, window: Model.ShownWindow = .fine) -> [String] {
        var model = makeModel(width: size.width, height: size.height)
        model.run = run
        model.window = window
        return model.view().lines
    }

    /// The last step that is known of: between events only the clock's reports say it, and they are not kept.
    private func told(to step: Int) -> RunState {
        var state = EventfulRun.state(to: step)
        if state.step < step {
            state.apply(
                .progress(
                    .init(
                        step: step, state: state.isPaused ? .paused : .running, stepsPerSecond: 60,
                        possibleStepsPerSecond: 60, pace: state.pace, weightDecay: state.weightDecay ?? 1,
                        probesUnderWay: 0)), elapsedSeconds: Double(step) / EventfulRun.stepsPerSecond)
        }
        return state
    }

    @Test(arguments: sizes, [Model.ShownWindow.fine, .coarse])
    func thePastLooksAsItDidThen(size: Size, window: Model.ShownWindow) {
        let whole = EventfulRun.state()
        for step in EventfulRun.cursors {
            let then = told(to: step)
            // The state cell tells a rate that only the clock's reports know.
            let isReported = then.progress != nil
            let (found, expected) = (
                screen(whole.state(at: step), size, window: window), screen(then, size, window: window)
            )
            #expect(found.dropFirst(isReported ? 1 : 0) == expected.dropFirst(isReported ? 1 : 0), "step \(step)")
        }
    }

    @Test func whatIsNotDrawnIsAsItWasToo() {
        let whole = EventfulRun.state()
        for step in EventfulRun.cursors {
            let (past, then) = (whole.state(at: step), told(to: step))
            #expect(past.step == then.step && past.step == step)
            #expect(past.weightDecay == then.weightDecay, "step \(step)")
            #expect(past.isPaused == then.isPaused && past.isFinished == then.isFinished, "step \(step)")
            #expect(past.grokked == then.grokked && past.newestProbe == then.newestProbe)
            for kind in MeasurementKind.probes { #expect(past.probe(kind) == then.probe(kind), "\(kind) at \(step)") }
            #expect(Array(past.log.entries) == Array(then.log.entries))
            #expect(past.log.probesUnderWay == then.log.probesUnderWay)
            #expect(Array(past.evaluations.records) == Array(then.evaluations.records))
            #expect(past.fine.extremes == then.fine.extremes && past.fine.count == then.fine.count)
            #expect(past.progress == nil)
            let seconds = Double(step) / EventfulRun.stepsPerSecond
            #expect(past.elapsedSeconds.map { ($0 - seconds).magnitude < 1e-9 } == true, "step \(step)")
        }
    }

    @Test func anAnswerComesWhenItCame() {
        let whole = EventfulRun.state()
        #expect(whole.state(at: 899).ablation == nil)
        #expect(whole.state(at: 899).log.entries.last { $0.kind == .ablation }?.detail == "under way…")
        #expect(whole.state(at: 900).ablation?.step == 614)
        #expect(whole.state(at: 900).log.entries.last { $0.kind == .ablation }?.detail == "v₁+v₂ −0.290")
    }

    @Test func aSlingshotDoesNotSayItsEndBeforehand() {
        let whole = EventfulRun.state()
        let readings = [620, 639, 640].map { whole.state(at: $0).log.entries.last { $0.kind == .slingshot }?.detail }
        #expect(readings == ["0.926 → 0.728", "0.926 → 0.728", "0.926 → 0.728 → 0.930"])
    }

    @Test func stepsOutsideTheRunAreItsEnds() {
        let whole = EventfulRun.state()
        #expect(whole.state(at: -5).step == 0)
        #expect(whole.state(at: -5).config == SyntheticRun.config())
        #expect(whole.state(at: 99_999).step == EventfulRun.lastStep)
        #expect(RunState().state(at: 10).step == 0)
    }

    @Test func thePastOfThePastIsThePast() {
        let whole = EventfulRun.state()
        for (first, second) in [(1_300, 640), (640, 1_300), (620, 620)] {
            let step = min(first, second)
            let size = Size(width: 120, height: 40)
            #expect(screen(whole.state(at: first).state(at: second), size) == screen(whole.state(at: step), size))
        }
    }

    @Test func aRunGoesOnWhileItIsLookedBackAt() {
        var state = EventfulRun.state(to: 800)
        let past = state.state(at: 620)
        for event in EventfulRun.recorded where event.reachedStep > 800 { state.apply(event) }
        let size = Size(width: 120, height: 40)
        #expect(screen(past, size) == screen(EventfulRun.state(to: 620), size))
        #expect(screen(state, size) == screen(EventfulRun.state(), size))
    }

    @Test func recordsThatGoBackAreNotTaken() {
        var state = EventfulRun.state(to: 400)
        let (evaluations, windows) = (state.evaluations.count, state.fine.count)
        state.apply(.evaluation(SyntheticRun.evaluation(380)))
        state.apply(.spectrum(SyntheticRun.spectrum(380, interval: 20)))
        state.apply(.spectrum(SyntheticRun.spectrum(400, interval: 20)))
        #expect(state.evaluations.count == evaluations && state.fine.count == windows)
    }
}

/// The accuracy axis against its naive twin, which goes over all evaluations.
@Suite struct AccuracyFloorTests {
    private func naive(_ evaluations: [EvaluationRecord]) -> Double {
        let start = evaluations.firstIndex { $0.decidingTrainAccuracy >= 0.6 } ?? 0
        var lowest = 0.9
        for record in evaluations[min(start, evaluations.count)...] {
            for accuracy in [record.decidingTrainAccuracy, record.decidingTestAccuracy] where accuracy.isFinite {
                lowest = min(lowest, accuracy)
            }
        }
        return max(0, ((lowest - 0.01) * 10).rounded(.down) / 10)
    }

    @Test func everyBeginningHasItsOwnFloor() {
        // Climbs for ever; from high up; and one that is no number in between.
        for (start, slope) in [(0.0, 0.0004), (0.1, 0.004), (0.95, -0.002), (0.59, 0)] {
            var records = (0..<300).map { index in
                var record = SyntheticRun.evaluation(620)
                record.step = index * 10
                record.trainAccuracy = min(1, start + slope * Double(index) + (index % 17 == 0 ? 0.1 : 0))
                record.testAccuracy = record.trainAccuracy * 0.9 - (index == 200 ? 0.3 : 0)
                return record
            }
            records[40].testAccuracy = .nan
            var state = RunState()
            for record in records { state.apply(.evaluation(record)) }
            for count in 0...300 {
                let past = state.state(at: count * 10 - 1).evaluations
                let found = AccuracyBounds.fitted(count == 0 ? EvaluationHistory() : past)
                #expect(count == 0 || past.count == count)
                #expect(found == naive(Array(records.prefix(count)))...1, "the first \(count)")
            }
        }
    }
}
