import Dashboard
import RunEvents
import TerminalUI
import Testing

/// Another run beneath the one on the screen.
@Suite struct OverlayTests {
    /// The parent went on to have a slingshot that the fork does not have.
    private func model(_ place: Place = .replay, width: Int, height: Int, symbols: Symbols = .braille) -> Model {
        var model = makeModel(width: width, height: height, symbols: symbols)
        _ = model.update(.source(.replay(name: "2026-11-25-dyck-42-0b11")))
        var state = RunState()
        for event in EventfulRun.recorded where event.reachedStep <= 1_000 { state.apply(event) }
        let parent = RunReference(name: "2026-11-25-dyck-42-7f3a", identifier: "00")
        state.apply(.forked(.init(step: 1_000, parent: parent)), elapsedSeconds: 17)
        state.apply(.command(.init(step: 1_000, command: .weightDecay(.off), weightDecay: 0)), elapsedSeconds: 17)
        for step in stride(from: 1_020, through: 1_600, by: 20) {
            var record = SyntheticRun.evaluation(step == 1_220 ? 1_240 : step)
            record.step = step
            record.testAccuracy -= Double(step - 1_000) / 30_000
            state.apply(.evaluation(record), elapsedSeconds: Double(step) / 60)
        }
        _ = model.update(.loaded(state))
        _ = model.update(.overlays([overlay]))
        return model
    }

    private var overlay: Overlay {
        Overlay(run: EventfulRun.state(), name: "2026-11-25-dyck-42-7f3a", kind: .parent(forkStep: 1_000))
    }

    @Test(arguments: [(120, 40), (80, 24)])
    func aForkOverItsParent(width: Int, height: Int) throws {
        try expectScreen(model(width: width, height: height).view().lines, "overlay-\(width)x\(height)")
    }

    @Test func inASCIIItHasMarksOfItsOwn() throws {
        let lines = model(width: 80, height: 24, symbols: .ascii).view().lines
        #expect(lines.allSatisfy { $0.utf8.count == 80 })
        try expectScreen(lines, "overlay-ascii-80x24")
    }

    private func several() -> [Overlay] {
        [(0, "2026-11-25-dyck-7-aaaa"), (1, "2026-11-25-dyck-8-bbbb"), (2, "2026-11-25-dyck-9-cccc")].map {
            index, name in
            var state = RunState()
            for event in EventfulRun.recorded where event.reachedStep <= 1_700 {
                guard case .evaluation(var record) = event.event else {
                    if case .marker(var marker) = event.event {
                        marker.step += 100 * index
                        state.apply(.marker(marker))
                    } else if case .started = event.event {
                        state.apply(event)
                    }
                    continue
                }
                record.testAccuracy -= Double(index + 1) * 0.05
                state.apply(.evaluation(record))
            }
            return Overlay(run: state, name: name, kind: .other)
        }
    }

    @Test(arguments: [(120, 40), (80, 24), (160, 50)])
    func severalHaveColoursLettersAndALegend(width: Int, height: Int) throws {
        var model = model(width: width, height: height)
        _ = model.update(.overlays(several()))
        try expectScreen(model.view().lines, "overlays-\(width)x\(height)")
        let frame = model.view()
        var styles: Set<Style> = []
        for y in 0..<frame.height {
            for x in 0..<frame.width {
                if let cell = frame[x, y], ["a", "b", "c"].contains(cell.scalar), cell.style.attributes.contains(.bold),
                    cell.style.foreground != model.theme[.title].foreground
                {
                    styles.insert(cell.style)
                }
            }
        }
        // In few rows one letter may lie on another.
        #expect(styles.count >= (height < 40 ? 1 : 3))
    }

    @Test func theyAreLinedUpWhereEachGrokked() throws {
        var model = model(width: 160, height: 50)
        _ = model.update(.overlays(several()))
        let before = model.view().lines
        _ = model.update(.key(.character("G")))
        #expect(model.view().lines.last?.contains("the runs beneath grok at 420") == true)
        #expect(model.view().lines.dropLast() != before.dropLast())
        // Those that grokked at the same step lie where they lay.
        let lines = model.view().lines
        #expect(lines.contains { $0.contains("a 2026-11-25-dyck-7-aaaa") && $0.contains("◆ 420") })
        #expect(lines.contains { $0.contains("c 2026-11-25-dyck-9-cccc") && $0.contains("◆ 620") })
        _ = model.update(.key(.character("G")))
        #expect(model.view().lines.dropLast() == before.dropLast())
    }

    @Test func aCurveThatWasMovedKeepsItsValues() {
        let series = StepSeries([.init(step: 10, value: 1), .init(step: 20, value: 3), .init(step: 30, value: 2)])
        let moved = series.shifted(by: -15)
        #expect((0..<3).map(moved.step) == [-5, 5, 15] && (0..<3).map(moved.value) == [1, 3, 2])
        #expect(moved.firstIndex(atOrAfter: 0) == 1)
        #expect(moved.extremes(within: StepRange(first: 0, last: 10)).range == 3...3)
    }

    @Test func itIsDimmedAndLiesBeneath() throws {
        var model = model(width: 120, height: 40)
        let layout = try #require(Layout(size: model.size, isExpanded: false))
        let plot = Layout.plot(of: layout.accuracy.inset(top: 1, bottom: 1))
        func cells(_ attribute: Style.Attributes) -> Int {
            let frame = model.view()
            var count = 0
            for y in plot.y..<plot.bottom {
                for x in plot.x..<plot.right {
                    guard let cell = frame[x, y], (0x2801...0x28FF).contains(cell.scalar.value) else { continue }
                    if cell.style.attributes.contains(attribute) { count += 1 }
                }
            }
            return count
        }
        #expect(cells(.dim) > 10)
        _ = model.update(.overlays([]))
        #expect(cells(.dim) == 0)
        // Before the fork the two are one, and only the run on the screen is seen.
        _ = model.update(.overlays([overlay]))
        let column = try #require(TimeScale(StepRange(last: 1_700), columns: plot.width).column(of: 500))
        for y in plot.y..<plot.bottom {
            #expect(model.view()[plot.x + column, y]?.style.attributes.contains(.dim) == false)
        }
    }

    @Test func itsFigureIsThatOfTheShownStep() {
        var model = model(width: 120, height: 40)
        func title() -> String { model.view().lines[1] }
        for step in [1_220, 1_240, 1_500] {
            for key in "g\(step)".unicodeScalars { _ = model.update(.key(.character(key))) }
            _ = model.update(.key(.enter))
            let accuracy = NumberText.fixed(SyntheticRun.evaluation(step).testAccuracy, decimals: 3)
            #expect(title().contains("parent \(accuracy) "), "\(title())")
        }
        _ = model.update(.overlays([Overlay(run: RunState(), name: "x", kind: .other)]))
        #expect(title().contains("other     – "))
    }

    @Test func onANarrowScreenItTakesTheRoomOfCounts() {
        #expect(model(width: 80, height: 24).view().lines[1].hasSuffix(" parent 0.947   train 1.000   test 0.927 ╮"))
    }

    @Test func theAxisHasRoomForBoth() {
        var model = model(width: 120, height: 40)
        #expect(model.view().lines.contains { $0.contains("0.6┤") })
        var deep = EventfulRun.state()
        var record = SyntheticRun.evaluation(1_700)
        record.testAccuracy = 0.33
        deep.apply(.evaluation(record))
        _ = model.update(.overlays([Overlay(run: deep, name: "deep", kind: .other)]))
        #expect(model.view().lines.contains { $0.contains("0.50┤") })
    }

    @Test func theForkIsMarkedBeforeItTooAndAnyTwoRunsHaveNone() throws {
        var model = model(width: 120, height: 40)
        for key in "g900".unicodeScalars { _ = model.update(.key(.character(key))) }
        _ = model.update(.key(.enter))
        let layout = try #require(Layout(size: model.size, isExpanded: false))
        func axis() -> String { model.view().lines[layout.accuracy.bottom - 1] }
        #expect(axis().contains("⑂") == (TimeSpan(run: model.run.state(at: 900)).steps.last >= 1_000))
        _ = model.update(.key(.end))
        #expect(axis().contains("⑂"))
        #expect(model.view().lines.filter { $0.contains("┊") }.count > 5)
        var other = overlay
        other.kind = .other
        _ = model.update(.overlays([other]))
        #expect(!model.view().lines.contains { $0.contains("┊") })
    }

    @Test func helpSaysWhatIsDimmed() {
        var model = model(width: 160, height: 50)
        _ = model.update(.key(.character("?")))
        let screen = model.view().lines.joined()
        #expect(screen.contains("beneath: 2026-11-25-dyck-42-7f3a"))
    }
}
