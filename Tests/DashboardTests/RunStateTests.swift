import Dashboard
import RunEvents
import TerminalUI
import Testing

@Suite struct RunStateTests {
    private func state(to step: Int) -> RunState {
        var state = RunState()
        for event in SyntheticRun.history(to: step) { state.apply(event) }
        return state
    }

    @Test func windowsThatAreStillFillingAreNotShown() {
        let state = state(to: 400)
        #expect(state.fine.windows.first?.step == 100)
        #expect(state.coarse.isEmpty)
        #expect(state.fine.count == 16)
    }

    @Test func aProbeFillsInTheEntryThatItWasAskedForBy() {
        var state = state(to: 80)
        let before = state.log.entries.count
        state.apply(.command(.init(step: 80, command: .ablate, weightDecay: 1)))
        state.apply(.command(.init(step: 80, command: .perturb, weightDecay: 1)))
        #expect(state.log.probesUnderWay == [.ablation, .perturbation])
        state.apply(.probe(ProbeRecord(SyntheticRun.perturbation(80))))
        #expect(state.log.probesUnderWay == [.ablation])
        state.apply(.probe(ProbeRecord(SyntheticRun.ablation(80))))
        #expect(state.log.entries.count == before + 2)
        #expect(state.log.entries.suffix(2).map(\.detail) == ["v₁+v₂ −0.290", "max KL 4.1e-6"])
        #expect(state.log.entries.allSatisfy { !$0.isUnderWay })
    }

    /// They share a sign in the list, and are still told apart.
    @Test func measurementsAnswerTheirOwnEntries() {
        var state = state(to: 80)
        for kind in [MeasurementKind.attention, .curvature] {
            state.apply(.command(.init(step: 80, command: .probe(kind), weightDecay: 1)))
        }
        state.apply(
            .probe(
                ProbeRecord(
                    CurvatureRecord(
                        step: 80, interval: 20, window: 5, sequences: 50, tokens: 900, loss: 0.1, curvatures: [0.078],
                        slopes: [0], topEigenvalue: 12.5, iterations: 9, residual: 1e-3, overlap: nil))))
        #expect(state.log.probesUnderWay == [.attention])
        let entries = state.log.entries.suffix(2)
        #expect(
            entries.map(\.title) == ["attention", "curvature"] && entries.map(\.kind) == [.measurement, .measurement])
        #expect(entries.map(\.isUnderWay) == [true, false])
        #expect(entries.last?.detail.contains("12.5") == true, "\(entries.last?.detail ?? "")")
    }

    /// It reports no progress of its own then.
    @Test func aPausedRunThatHasAnsweredItsProbeWaitsForNone() {
        var state = state(to: 80)
        state.apply(
            .progress(
                .init(
                    step: 80, state: .paused, stepsPerSecond: 60, possibleStepsPerSecond: 200, pace: 60, weightDecay: 1,
                    probesUnderWay: 1)))
        state.apply(.probe(ProbeRecord(SyntheticRun.ablation(80))))
        #expect(state.progress?.probesUnderWay == 0)
        state.apply(.probe(ProbeRecord(SyntheticRun.ablation(80))))
        #expect(state.progress?.probesUnderWay == 0)
    }

    @Test func theEndLeavesNoProbeUnderWay() {
        var state = state(to: 80)
        state.apply(.command(.init(step: 80, command: .ablate, weightDecay: 1)))
        state.apply(.finished(.init(step: 90, reason: .notFinite, detail: "train loss", parameterDigest: "00")))
        #expect(state.log.probesUnderWay.isEmpty)
        #expect(state.log.entries.suffix(2).map(\.detail) == ["not answered", "train loss is not finite"])
    }

    @Test func aSlingshotSaysHowItEnded() {
        let state = state(to: 640)
        let entry = state.log.entries.last { $0.kind == .slingshot }
        #expect(entry?.detail == "0.926 → 0.728 → 0.930")
    }

    @Test func theFirstGrokkingCounts() {
        var state = state(to: 420)
        state.apply(.marker(.init(step: 900, kind: .grokked, accuracy: 0.96, sequences: 5000)))
        #expect(state.grokked?.step == 420)
    }

    @Test(arguments: [(-0.29, "−0.290"), (0.0002, "< 1/n"), (-0.0002, "< 1/n"), (0.01, "+0.010"), (.nan, "–")])
    func changesBelowTheResolutionAreNoFigures(change: Double, expected: String) {
        #expect(ProbeText.change(change, tokens: 3900) == expected)
    }

    @Test func theAccuracyAxisFollowsTheDataDown() {
        func record(_ train: Double, _ test: Double) -> EvaluationRecord {
            var record = SyntheticRun.evaluation(400)
            record.trainAccuracy = train
            record.testAccuracy = test
            return record
        }
        func floor(_ records: EvaluationRecord...) -> Double {
            AccuracyBounds.fitted(EvaluationHistory(records)).lowerBound
        }
        #expect(floor().isClose(to: 0.8))
        #expect(floor(record(1, 0.957)).isClose(to: 0.8))
        #expect(floor(record(0.1, 0.1), record(0.9, 0.85)).isClose(to: 0.8))
        #expect(floor(record(1, 0.9), record(1, 0.3), record(1, 0.9)).isClose(to: 0.2))
        #expect(floor(record(0.1, 0.1)).isClose(to: 0))
        #expect(floor(record(1, .nan)).isClose(to: 0.8))
    }

    @Test func layoutCoversTheScreenOnce() throws {
        for width in [60, 80, 100, 120, 156, 200, 208, 240] {
            for height in 16...80 {
                let size = Size(width: width, height: height)
                let layout = try #require(Layout(size: size, isExpanded: false, hasPrediction: true))
                let rects =
                    [
                        layout.header, layout.accuracy, layout.fineRibbon, layout.coarseRibbon, layout.predictionRibbon,
                        layout.steps, layout.footer,
                    ]
                    + (layout.spectrum + layout.bottom).map(\.rect)
                #expect(rects.reduce(0) { $0 + $1.width * $1.height } == width * height)
                #expect(layout.predictionRibbon.height == (height >= 24 ? 1 : 0))
                #expect(Layout(size: size, isExpanded: false)?.predictionRibbon.isEmpty == true)
                #expect(layout.spectrum.contains { $0.panel == .ledger } == (width >= 156))
            }
        }
        #expect(Layout(size: Size(width: 59, height: 40), isExpanded: false) == nil)
        #expect(Layout(size: Size(width: 60, height: 15), isExpanded: false) == nil)
    }
}

extension Double {
    fileprivate func isClose(to other: Double) -> Bool { (self - other).magnitude < 1e-9 }
}
