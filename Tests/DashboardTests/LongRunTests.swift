import Dashboard
import RunEvents
import TerminalUI
import Testing

/// A run of days.
@Suite struct LongRunTests {
    private static let evaluations = 1_000_000

    /// One evaluation a step, one of them a spike.
    private static let run: RunState = {
        var state = RunState()
        var started = SyntheticRun.started
        started.change { $0.steps = evaluations }
        state.apply(.started(started))
        var record = SyntheticRun.evaluation(1_600)
        for step in 0..<evaluations {
            record.step = step
            record.testAccuracy = step == 500_000 ? 0.3 : 0.97
            state.apply(.evaluation(record), elapsedSeconds: Double(step) / 60)
        }
        return state
    }()

    /// Accuracy of 120×40 with a dot's column each for the start, the end and what lies between.
    @Test(arguments: [100, 5_000, 500_001, 731_234, 999_999])
    func everyColumnReadsFewEntries(cursor: Int) {
        let past = Self.run.state(at: cursor)
        let time = TimeScale(TimeSpan(run: past).steps, columns: 113 * 2)
        for curve in [past.evaluations.train, past.evaluations.test] {
            #expect(curve.count == cursor + 1)
            var reads = 0
            for column in 0..<time.columns {
                let steps = time.steps(in: column)
                let first = curve.firstIndex(atOrAfter: steps.lowerBound)
                let end = curve.firstIndex(atOrAfter: steps.upperBound)
                curve.forEachEntry(covering: first..<max(first, end)) { _, _ in reads += 1 }
            }
            // At most 14 a level, and a column of a thousandth of a million is four levels high.
            #expect(reads <= 226 * 14 * 5, "\(reads) reads")
        }
    }

    @Test(arguments: [500_000, 600_000, 999_999])
    func aSpikeOfOneEvaluationIsSeenAtAnyZoom(cursor: Int) {
        var model = makeModel(width: 80, height: 24, symbols: .ascii)
        model.run = Self.run.state(at: cursor)
        let time = TimeScale(TimeSpan(run: model.run).steps, columns: 73)
        let column = (time.column(of: 500_000) ?? 0) + Layout.gutter
        let rows = model.view().lines.dropFirst(2).prefix(5)
        #expect(rows.filter { Array($0.unicodeScalars)[column] == "o" }.count >= 3, "\(Array(rows))")
        model.run = Self.run.state(at: 499_999)
        #expect(model.view().lines.dropFirst(2).prefix(5).joined().filter { $0 == "o" }.count < 80)
    }
}
