import Dashboard
import RunEvents
import TerminalUI
import Testing

@Suite struct ScreenTests {
    private func run(_ model: Model, to step: Int) -> Model {
        var model = model
        for event in SyntheticRun.history(to: step) { _ = model.update(.event(event)) }
        _ = model.update(.tick(elapsedSeconds: Double(step) / 60))
        return model
    }

    private func press(_ text: String, _ model: inout Model) {
        for scalar in text.unicodeScalars { _ = model.update(.key(.character(scalar))) }
    }

    @Test(arguments: [(80, 24), (120, 40), (160, 50), (60, 16), (40, 10), (1, 1)])
    func inTheMiddleOfARun(width: Int, height: Int) throws {
        let model = run(makeModel(width: width, height: height), to: 1600)
        try expectScreen(model.view().lines, "run-\(width)x\(height)")
    }

    @Test(arguments: [(80, 24), (120, 40)])
    func beforeAnything(width: Int, height: Int) throws {
        try expectScreen(makeModel(width: width, height: height).view().lines, "empty-\(width)x\(height)")
    }

    @Test func beforeTheFirstWindow() throws {
        try expectScreen(run(makeModel(), to: 80).view().lines, "young-80x24")
    }

    @Test func ablationAtTheSmallSize() throws {
        try expectScreen(run(makeModel(), to: 1200).view().lines, "ablation-80x24")
    }

    @Test func theCoarseWindowExpandedAndOnTheFullAxis() throws {
        var model = run(makeModel(), to: 1600)
        press("s", &model)
        try expectScreen(model.view().lines, "coarse-80x24")
        press("ey", &model)
        try expectScreen(model.view().lines, "expanded-80x24")
    }

    @Test func probesUnderWayAndRefusals() throws {
        var model = run(makeModel(width: 120, height: 40), to: 900)
        _ = model.update(.event(.command(.init(step: 900, command: .ablate, weightDecay: 1))))
        _ = model.update(
            .event(.refused(.init(step: 900, command: .perturb, reason: "two probes are under way already"))))
        try expectScreen(model.view().lines, "probing-120x40")
    }

    @Test func weightDecayTurnedOffAndPaused() throws {
        var model = run(makeModel(), to: 900)
        _ = model.update(.event(.command(.init(step: 900, command: .weightDecay(.off), weightDecay: 0))))
        _ = model.update(.event(.command(.init(step: 900, command: .pause, weightDecay: 0))))
        try expectScreen(model.view().lines, "decay-off-80x24")
    }

    @Test func theEnd() throws {
        var model = run(makeModel(width: 120, height: 40), to: 10_000)
        _ = model.update(
            .event(.finished(.init(step: 10_000, reason: .completed, parameterDigest: "6be4b39bc8bf3a20"))))
        try expectScreen(model.view().lines, "finished-120x40")
    }

    @Test func questionPromptAndHelp() throws {
        var model = run(makeModel(), to: 400)
        press("q", &model)
        #expect(model.view().lines.last?.hasPrefix(" Stop the run? y/n ") == true)
        press("nW0,5", &model)
        #expect(
            model.view().lines.last?.hasPrefix(" ω = 0,5  0 to 1000, such as 0.5 or 1e-2; on; off · Enter sets") == true
        )
        _ = model.update(.key(.enter))
        #expect(model.view().lines.last?.hasPrefix(" ω = 0,5  '0,5' is no number: 0 to 1000, such as") == true)
        _ = model.update(.key(.escape))
        press("?", &model)
        try expectScreen(model.view().lines, "help-80x24")
    }

    @Test func inASCIIThereIsNothingElse() throws {
        let model = run(makeModel(symbols: .ascii), to: 1600)
        let lines = model.view().lines
        #expect(lines.allSatisfy { $0.utf8.count == 80 })
        // Only the key itself: nothing was without a counterpart.
        #expect(lines.joined().filter { $0 == "?" }.count == 1)
        try expectScreen(lines, "ascii-80x24")
    }

    @Test func monoDiffersInWeightOnly() {
        let colors = run(makeModel(), to: 1600).view()
        let mono = run(makeModel(colors: .mono), to: 1600).view()
        #expect(colors.lines == mono.lines)
        #expect(mono.cells.allSatisfy { $0.style.foreground.isTerminal && $0.style.background.isTerminal })
        #expect(
            mono.cells.contains { $0.style.attributes == .bold } && mono.cells.contains { $0.style.attributes == .dim })
    }

    @Test func ribbonsAndMarksStandInTheColumnsOfTheChart() throws {
        let model = run(makeModel(), to: 1600)
        let layout = try #require(Layout(size: Size(width: 80, height: 24), isExpanded: false))
        let frame = model.view()
        let time = TimeScale(StepRange(last: 1700), columns: Layout.plot(of: layout.accuracy).width)
        #expect(Layout.plot(of: layout.fineRibbon).x == Layout.plot(of: layout.accuracy).x)
        #expect(Layout.plot(of: layout.fineRibbon).width == time.columns)
        for step in [620, 1220] {
            let column = try #require(time.column(of: step)) + Layout.gutter
            #expect(frame[column, layout.accuracy.bottom - 1]?.scalar == "↯")
            #expect(frame[column, layout.fineRibbon.y]?.scalar == "▀")
        }
    }

    @Test(arguments: [0, 1, 400, 1600], [Symbols.braille, .ascii])
    func noSizeTraps(step: Int, symbols: Symbols) {
        let model = run(makeModel(symbols: symbols), to: step)
        for width in [-1, 0, 1, 2, 7, 39, 59, 60, 61, 79, 80, 99, 100, 155, 156, 300] {
            for height in [-1, 0, 1, 2, 15, 16, 17, 20, 21, 22, 24, 31, 60, 100] {
                let frame = model.view(size: Size(width: width, height: height))
                #expect(frame.width == max(0, width) && frame.height == max(0, height))
            }
        }
    }

    @Test func hostileTextCannotMoveTheScreen() {
        var model = run(makeModel(width: 120, height: 40), to: 400)
        _ = model.update(
            .event(.refused(.init(step: 400, command: .ablate, reason: "\u{1B}[2Jno\nroom 漢字"))))
        let text = model.view().lines.joined()
        #expect(text.contains("?[2Jno?room ??"))
        #expect(text.unicodeScalars.count == 120 * 40)
    }
}
