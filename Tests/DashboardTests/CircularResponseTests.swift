import Dashboard
import RunEvents
import TerminalUI
import Testing

/// Functional R² of residues on the circle, beside that of their number.
@Suite struct CircularResponseTests {
    private func line(_ edit: (inout ResponseRecord) -> Void) -> String? {
        var model = makeModel(width: 160, height: 50)
        for event in SyntheticRun.history(to: 1_600) { _ = model.update(.event(event)) }
        var record = SyntheticRun.response(1_600)
        edit(&record)
        _ = model.update(.event(.response(record)))
        model.panel = .classes
        return model.view().lines.first { $0.contains("on the circle") }
    }

    @Test func thePanelOfClassesHasIt() throws {
        let line = try #require(
            line { record in
                (record.circularR2, record.circularFrequency) = ([0.875, 0.5], [48, 1])
                record.controlCircularR2 = [0.25, 0.5]
            })
        #expect(line.contains("v₁ on the circle R² 0.875 at k = 48, random 0.375"))
    }

    @Test func withoutACircleThereIsNoLine() {
        #expect(line { _ in } == nil)
    }
}
