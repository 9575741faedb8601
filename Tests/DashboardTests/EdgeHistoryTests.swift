import Dashboard
import Lifecycle
import RunEvents
import TerminalUI
import Testing

/// What is measured of the edge, as it was at any step.
@Suite struct EdgeHistoryTests {
    @Test func thePastOfTheEdgeIsWhatItWas() {
        let whole = EventfulRun.state()
        for step in EventfulRun.cursors {
            let (past, then) = (whole.state(at: step).edge, EventfulRun.state(to: step).edge)
            #expect(Array(past.gapFlow.records) == Array(then.gapFlow.records), "step \(step)")
            #expect(past.gapFlow.changes.count == then.gapFlow.changes.count, "step \(step)")
            #expect(Array(past.ledger.records) == Array(then.ledger.records), "step \(step)")
            #expect(past.ledger.changes.count == then.ledger.changes.count, "step \(step)")
            #expect(past.forecasts == then.forecasts, "step \(step)")
            #expect(past.phase == then.phase && past.classes == then.classes, "step \(step)")
            #expect(past.response == then.response && past.spectrum == then.spectrum, "step \(step)")
            #expect(past.compression?.newest == then.compression?.newest, "step \(step)")
            #expect(past.compression?.peak == then.compression?.peak, "step \(step)")
            #expect(past.windows.map(\.key) == then.windows.map(\.key), "step \(step)")
            for (window, expected) in zip(past.windows, then.windows) {
                #expect(Array(window.entries) == Array(expected.entries))
                #expect(window.fallenAt == expected.fallenAt && window.hasNeverBeenAbove == expected.hasNeverBeenAbove)
            }
        }
    }

    @Test func itIsFoldedFromTheEvents() throws {
        let edge = EventfulRun.state().edge
        #expect(edge.gapFlow.records.map(\.step) == Array(stride(from: 200, through: 1_700, by: 100)))
        #expect(edge.gapFlow.changes.count == 2)
        #expect([edge.gapFlow.changes.step(at: 0), edge.gapFlow.changes.step(at: 1)] == [700, 900])
        #expect([edge.gapFlow.changes.value(at: 0), edge.gapFlow.changes.value(at: 1)] == [2, 1])
        #expect(edge.ledger.records.map(\.step) == Array(stride(from: 300, through: 1_700, by: 100)))
        #expect([edge.ledger.changes.step(at: 0), edge.ledger.changes.step(at: 1)] == [700, 900])
        // From the first full window on, but for the two intervals at which k* moves.
        #expect(edge.forecasts?.published.count == 10 && edge.forecasts?.repeated.count == 10)
        #expect(edge.response?.step == 1_500)
        #expect(edge.spectrum?.step == 1_700)
        // The first full window is at 500, the spike of 1,220 in that of 1,300.
        let full = stride(from: 500, through: 1_700, by: 100).compactMap {
            SyntheticRun.spectrum($0, interval: 100).g23
        }
        #expect(edge.compression?.peak == full.max() && edge.compression?.newest == full.last)
        var estimator = LifecycleEstimator(config: SyntheticRun.config())
        var comparison = ClassComparison(config: SyntheticRun.config())
        for event in EventfulRun.recorded {
            estimator.take(event.event)
            comparison.take(event.event)
        }
        #expect(edge.phase?.phase == estimator.reading?.phase)
        #expect(edge.phase?.generalizingSince == estimator.reading?.generalizingSince)
        #expect(edge.classes == ClassReading(comparison) && comparison.drivePredicted.total > 0)
    }

    @Test func everyWindowHasARowOfItsOwnWithTheStepOfItsFall() {
        let windows = EventfulRun.state().edge.windows
        let names = windows.map { "\($0.key.interval) \($0.key.window)\($0.key.leavesFirstOut ? " without" : "")" }
        #expect(
            names == ["100 3", "100 5", "100 10", "100 25", "100 5 without", "20 3", "20 5", "20 10", "20 25"])
        let falls = windows.map(\.fallenAt)
        #expect(falls[0] == 400 && falls[2] == 1_100 && falls[3] == nil && falls[4] == 300)
        #expect(falls[5] == 80 && falls[7] == 220 && falls[8] == 520)
        #expect(windows.map(\.hasNeverBeenAbove) == [false, false, false, false, true, false, false, false, false])
        #expect(windows[2].entries.first { $0.isFull }?.step == 1_000)
        // The one without the first update goes on as the paper's once that has let go of it.
        let paper = windows[1].entries.filter { $0.step >= 600 }
        #expect(Array(windows[4].entries.suffix(12)) == Array(paper) && windows[4].entries.count == 15)
    }

    @Test func itIsSaidThatTheRunGeneralizesWhenItWasSaid() {
        let whole = EventfulRun.state()
        #expect(whole.edge.phase?.generalizingSince == 300)
        #expect(whole.state(at: 299).edge.phase?.generalizingSince == nil)
        func entries(_ step: Int) -> [String] {
            whole.state(at: step).log.entries.filter { $0.kind == .generalizing }.map { "\($0.step) \($0.detail)" }
        }
        #expect(entries(299) == [] && entries(300) == ["300 compression edge"] && entries(1_700) == entries(300))
    }

    @Test func recordsThatGoBackAreNotTaken() {
        var state = EventfulRun.state(to: 900)
        let before = state.edge
        state.apply(.gapFlow(SyntheticRun.gapFlow(800)))
        state.apply(.gapFlow(SyntheticRun.gapFlow(900)))
        state.apply(.window(SyntheticRun.window(800, interval: 100, window: 3)))
        #expect(state.edge.gapFlow.count == before.gapFlow.count)
        #expect(state.edge.windows.map(\.count) == before.windows.map(\.count))
    }

    @Test func aRecordingCannotMakeTheListOfWindowsLong() {
        var state = EventfulRun.state(to: 900)
        for window in 30..<1_000 { state.apply(.window(SyntheticRun.window(900, interval: 100, window: window))) }
        #expect(state.edge.windows.count == 32)
    }

    @Test(
        arguments: [
            ((1.0, -2.0, 1.0), [0.25, -0.5, 0.25]), ((0, 0, -3e-9), [0, 0, -1]), ((0, 0, 0), nil), ((.nan, 1, 1), nil),
            ((.infinity, 1, 1), nil),
        ] as [((Double, Double, Double), [Double]?)])
    func sharesAreSignedPartsOfAWhole(terms: (Double, Double, Double), expected: [Double]?) {
        #expect(SignedStack.shares([terms.0, terms.1, terms.2]) == expected)
    }
}
