import Dashboard
import RunEvents
import TerminalUI
import Testing

/// A fork that is trained beside the run on the screen.
@Suite struct WhatIfTests {
    /// The run without weight decay from step 200 on.
    private func fork(to last: Int) -> Overlay {
        var state = RunState()
        for event in SyntheticRun.history(to: 200) { state.apply(event) }
        state.apply(.command(.init(step: 200, command: .weightDecay(.off), weightDecay: 0)))
        for step in stride(from: 220, through: last, by: 20) {
            var record = SyntheticRun.evaluation(step)
            record.testAccuracy -= 0.1
            record.parameterNorm += 5
            state.apply(.evaluation(record))
        }
        state.apply(
            .progress(
                ProgressRecord(
                    step: last, state: .running, stepsPerSecond: 78, possibleStepsPerSecond: 90, pace: nil,
                    weightDecay: 0, probesUnderWay: 0)))
        return Overlay(run: state, name: "2026-11-25-dyck-42-beef", kind: .whatIf(forkStep: 200))
    }

    private func model(width: Int, height: Int) -> Model {
        var model = makeModel(width: width, height: height)
        for event in SyntheticRun.history(to: 400) { _ = model.update(.event(event)) }
        return model
    }

    @Test func oneKeyAsksForTheOtherDecay() {
        var model = model(width: 120, height: 40)
        #expect(
            model.update(.key(.character("i"))) == [.whatIf(step: 400, weightDecay: .off, pace: model.run.pace)])
        // Twice is once.
        #expect(model.update(.key(.character("i"))) == [])
        _ = model.update(.whatIf(fork(to: 300)))
        #expect(model.update(.key(.character("i"))) == [])
        #expect(model.mode == .askingWhatIf)
        #expect(model.update(.key(.character("o"))) == [.closeWhatIf])
        _ = model.update(.whatIfEnded(nil))
        #expect(model.overlays.isEmpty && model.panel == .newest)
        _ = model.update(.event(.command(.init(step: 400, command: .weightDecay(.off), weightDecay: 0))))
        #expect(
            model.update(.key(.character("i"))) == [.whatIf(step: 400, weightDecay: .on, pace: model.run.pace)])
    }

    @Test func thisOneMayBeClosedInstead() {
        var model = model(width: 120, height: 40)
        _ = model.update(.whatIf(fork(to: 300)))
        _ = model.update(.key(.character("i")))
        #expect(model.view().lines.last?.contains("t this run") == true)
        #expect(model.update(.key(.character("t"))) == [.keepWhatIf])
        #expect(model.mode == .watching)
    }

    @Test(arguments: [(80, 24), (120, 40), (160, 50), (60, 16)])
    func bothAreOnTheScreen(width: Int, height: Int) throws {
        var model = model(width: width, height: height)
        _ = model.update(.whatIf(fork(to: 300)))
        try expectScreen(model.view().lines, "whatif-\(width)x\(height)")
    }

    /// At the last step that both have come to.
    @Test func aReplayGoesOnWithTheFork() throws {
        var model = makeModel(in: .replay, width: 120, height: 40)
        for key in "g200".unicodeScalars { _ = model.update(.key(.character(key))) }
        _ = model.update(.key(.enter))
        #expect(
            model.update(.key(.character("i"))) == [.whatIf(step: 200, weightDecay: .off, pace: nil)])
        _ = model.update(.whatIf(fork(to: 300)))
        #expect(model.shownStep == 300)
        // Whoever goes elsewhere stays there.
        for key in "g260".unicodeScalars { _ = model.update(.key(.character(key))) }
        _ = model.update(.key(.enter))
        _ = model.update(.whatIf(fork(to: 400)))
        #expect(model.shownStep == 260)
    }

    @Test func theDifferenceIsOfTheSameStep() throws {
        var model = model(width: 160, height: 50)
        _ = model.update(.whatIf(fork(to: 300)))
        let lines = model.view().lines
        #expect(lines.contains { $0.contains("at 300") && $0.contains("difference") })
        let test = SyntheticRun.evaluation(300)
        let line = try #require(lines.first { $0.contains("test accuracy") && $0.contains("−0.1") })
        #expect(line.contains(NumberText.length(test.testAccuracy)))
        #expect(lines.contains { $0.contains("‖θ‖") && $0.contains("+5.00") })
        // How fast each goes.
        #expect(lines[0].contains("what if") && lines[0].contains("78"))
    }
}
