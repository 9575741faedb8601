import TerminalUI
import Testing

@Suite struct WidgetTests {
    @Test func aBoxCarriesItsNewestValuesAtTheRight() {
        let box = PanelBox(
            title: TextLine("accuracy", .plain),
            values: [
                .init(TextLine("of 50", .plain), importance: 0), .init(TextLine("train 1.0", .plain), importance: 1),
                .init(TextLine("test 0.9", .plain), importance: 2),
            ], frameStyle: .plain)
        #expect(
            screen(48, 3, box) == [
                "╭─ accuracy ───── of 50   train 1.0   test 0.9 ╮",
                "│                                              │",
                "╰──────────────────────────────────────────────╯",
            ])
        #expect(screen(40, 2, box)[0] == "╭─ accuracy ───── train 1.0   test 0.9 ╮")
        #expect(screen(26, 2, box)[0] == "╭─ accuracy ─── test 0.9 ╮")
        #expect(screen(16, 2, box)[0] == "╭─ accuracy ───╮")
        #expect(screen(10, 2, box)[0] == "╭─ accu… ╮")
    }

    @Test func aTitleHasItsDetailWhereNoValueGoesForIt() {
        let box = PanelBox(
            title: TextLine("accuracy", .plain), detail: TextLine(" · depth", .plain),
            values: [
                .init(TextLine("of 50", .plain), importance: 0), .init(TextLine("test 0.9", .plain), importance: 1),
            ], frameStyle: .plain)
        #expect(screen(41, 2, box)[0] == "╭─ accuracy · depth ── of 50   test 0.9 ╮")
        #expect(screen(40, 2, box)[0] == "╭─ accuracy · depth ─ of 50   test 0.9 ╮")
        #expect(screen(39, 2, box)[0] == "╭─ accuracy ──────── of 50   test 0.9 ╮")
    }

    @Test func aChartDrawsTheDipOfASingleEvaluation() {
        // 100 evaluations over 5 columns: each column of dots holds ten of them, one of all is a dip.
        let points = (0...100).map { StepSeries.Point(step: $0, value: $0 == 50 ? 0 : 1) }
        let chart = LineChart(
            series: [.init(points: StepSeries(points), style: .plain, mark: "*")], steps: StepRange(last: 100),
            scale: .linear(0...1),
            symbols: .braille)
        #expect(screen(5, 2, chart) == ["⠉⠉⣿⠉⠉", "  ⢹  "])
        var ascii = chart
        ascii.symbols = .ascii
        #expect(screen(5, 2, ascii) == ["*****", "  *  "])
        var block = chart
        block.symbols = .block
        #expect(screen(5, 2, block) == ["▀▀█▀▀", "  ▜  "])
    }

    @Test func aChartJoinsPointsAndLeavesGaps() {
        let points = [(0, 0.0), (4, 1.0), (6, .nan), (8, 1.0)].map { StepSeries.Point(step: $0.0, value: $0.1) }
        let chart = LineChart(
            series: [.init(points: StepSeries(points), style: .plain, mark: "*")], steps: StepRange(last: 9),
            scale: .linear(0...1),
            symbols: .ascii)
        #expect(screen(10, 3, chart) == ["   **   * ", " ***      ", "**        "])
    }

    @Test func whatIsBelowTheScaleLeavesItInsteadOfLyingOnItsEdge() {
        let points = [(0, -5.0), (8, -5.0), (9, 1.0)].map { StepSeries.Point(step: $0.0, value: $0.1) }
        let chart = LineChart(
            series: [.init(points: StepSeries(points), style: .plain, mark: "*")], steps: StepRange(last: 9),
            scale: .linear(0...1),
            symbols: .ascii)
        #expect(screen(10, 2, chart) == ["         *", "         *"])
    }

    @Test func aLogarithmicChartPutsDecadesAtEqualDistances() {
        let points = [(0, 100.0), (1, 10.0), (2, 1.0), (3, 0.0), (4, 0.1)].map {
            StepSeries.Point(step: $0.0, value: $0.1)
        }
        let chart = LineChart(
            series: [.init(points: StepSeries(points), style: .plain, mark: "*")], steps: StepRange(last: 4),
            scale: .logarithmic(-1...2),
            symbols: .ascii)
        #expect(screen(5, 4, chart) == ["*    ", "**   ", " **  ", "    *"])
    }

    @Test func labelsStandBesideTheirRows() {
        let axis = ValueAxis(
            scale: .linear(0.8...1),
            labels: [
                .init(value: 1, text: "1.0┤"), .init(value: 0.9, text: "0.9┤"), .init(value: 0.8, text: "0.8┤"),
                .init(value: 0.99, text: "no room"),
            ], style: .plain)
        #expect(screen(5, 5, axis) == [" 1.0┤", "     ", " 0.9┤", "     ", " 0.8┤"])
    }

    @Test func marksTicksAndLabelsShareTheirColumns() {
        let marks = MarksRow(
            marks: [
                .init(step: 0, glyph: "a", style: .plain, importance: 0),
                .init(step: 50, glyph: "b", style: .plain, importance: 2),
                .init(step: 50, glyph: "c", style: .plain, importance: 1),
                .init(step: 100, glyph: "d", style: .plain, importance: 0),
                .init(step: 500, glyph: "e", style: .plain, importance: 9),
            ], steps: StepRange(last: 100), axisStyle: .plain)
        #expect(screen(40, 1, marks) == ["a───────────────┬───b───────────┬──────d"])
        #expect(
            screen(41, 1, StepAxis(steps: StepRange(last: 100), style: .plain)) == [
                "0               40              80       "
            ])
        #expect(
            screen(41, 1, MarksRow(marks: [], steps: StepRange(last: 100), axisStyle: .plain)) == [
                "┬───────────────┬───────────────┬────────"
            ])
    }

    @Test func aRibbonHoldsSaysWhatIsMissingAndStopsAtNow() {
        let ribbon = Ribbon(
            samples: StepSamples([(20, .init("F", .plain)), (40, .init("M", .plain))]),
            steps: StepRange(last: 100), now: 70, hold: 20, missing: .init(".", .plain))
        #expect(screen(10, 1, ribbon) == ["..FFMM..  "])
    }

    @Test func aCrowdedRibbonShowsMeasuredStatesOnly() {
        let samples = (0..<100).map { (step: $0, value: Ribbon.Look($0 % 10 == 9 ? "x" : "o", .plain)) }
        let ribbon = Ribbon(
            samples: StepSamples(samples), steps: StepRange(last: 99), now: 99, hold: 1, missing: .init(".", .plain))
        #expect(screen(10, 1, ribbon) == ["xxxxxxxxxx"])
    }

    @Test func shareBarsFillFromBelowAndShowATrace() {
        let bars = ShareBars(
            samples: StepSamples([1, 0.5, 0.25, 0, 0.001].enumerated().map { ($0.offset, $0.element) }),
            steps: StepRange(last: 5), now: 4, hold: 1, barStyle: .plain, rest: .init("·", .plain), symbols: .braille)
        #expect(screen(6, 2, bars) == ["█···· ", "██▄·▁ "])
    }

    @Test func horizontalBarsAndSparklines() {
        #expect(screen(4, 1, HorizontalBar(share: 0.53125, style: .plain, symbols: .braille)) == ["██▏ "])
        #expect(screen(4, 1, HorizontalBar(share: 9, style: .plain, symbols: .ascii)) == ["####"])
        #expect(screen(4, 1, HorizontalBar(share: .nan, style: .plain, symbols: .braille)) == ["    "])
        #expect(screen(5, 1, Sparkline(values: [4, 1, 0, .nan, 4], style: .plain, symbols: .braille)) == ["▇▂  ▇"])
        #expect(screen(3, 1, Sparkline(values: [0, 0], style: .plain, symbols: .braille)) == ["   "])
    }

    @Test func aRowOfKeysKeepsTheImportantOnes() {
        let help = KeyHelp(
            entries: [
                .init(keys: "w", text: "decay", importance: 2), .init(keys: "t", text: "theme", importance: 1),
                .init(keys: "q", text: "quit", importance: 3),
            ], keyStyle: .plain, textStyle: .plain)
        func row(_ width: Int) -> String {
            var frame = Frame(size: Size(width: width, height: 1))
            help.renderRow(into: &frame, in: frame.bounds)
            return frame.lines[0]
        }
        #expect(row(30) == " w decay   t theme   q quit   ")
        #expect(row(25) == " w decay  t theme  q quit")
        #expect(row(24) == " w decay   q quit       ")
        #expect(row(8) == " q quit ")
        #expect(row(3) == "   ")
    }

    @Test func aPromptShowsItsCursor() {
        var input = TextInput("0.5")
        _ = input.handle(.left)
        let prompt = PromptLine(label: "ω =", input: input, hint: TextLine("hint", .plain), style: .plain)
        var frame = Frame(size: Size(width: 16, height: 1))
        prompt.render(into: &frame, in: frame.bounds)
        #expect(frame.lines == [" ω = 0.5  hint  "])
        #expect(frame[7, 0]?.style.attributes == .reverse)
        #expect(frame[8, 0]?.style.attributes == [])
    }

    @Test(arguments: awkwardSizes, Symbols.allCases)
    func everyWidgetStaysInsideAnySize(size: Size, symbols: Symbols) {
        let points = [StepSeries.Point(step: 0, value: 0), StepSeries.Point(step: 9, value: 1)]
        let look = Ribbon.Look("#", .plain)
        let entry = KeyHelp.Entry(keys: "w", text: "decay", importance: 0)
        let help = KeyHelp(entries: [entry], keyStyle: .plain, textStyle: .plain)
        let widgets: [any Widget] = [
            PanelBox(
                title: TextLine("t", .plain), values: [.init(TextLine("v", .plain), importance: 0)],
                frameStyle: .plain),
            LineChart(
                series: [.init(points: StepSeries(points), style: .plain, mark: "*")], steps: StepRange(last: 9),
                scale: .linear(0...1),
                symbols: symbols),
            ValueAxis(scale: .linear(0...1), labels: [.init(value: 1, text: "1.00")], style: .plain),
            StepAxis(steps: StepRange(last: 9), style: .plain),
            MarksRow(
                marks: [.init(step: 9, glyph: "x", style: .plain, importance: 0)], steps: StepRange(last: 9),
                axisStyle: .plain),
            Ribbon(samples: StepSamples([(0, look)]), steps: StepRange(last: 9), now: 9, hold: 9, missing: look),
            ShareBars(
                samples: StepSamples([(0, 1)]), steps: StepRange(last: 9), now: 9, hold: 9, barStyle: .plain,
                rest: look,
                symbols: symbols),
            HorizontalBar(share: 1, style: .plain, symbols: symbols),
            Sparkline(values: [1, 2, 3, 4], style: .plain, symbols: symbols),
            PromptLine(label: "x", input: TextInput("abc"), hint: TextLine("h", .plain), style: .plain),
        ]
        // One cell of margin on each side, which nobody may touch.
        let outer = Size(width: size.width + 2, height: size.height + 2)
        let inner = Rect(x: 1, y: 1, width: size.width, height: size.height)
        for widget in widgets {
            var frame = Frame(size: outer)
            frame.fill(frame.bounds, with: "@", style: .plain)
            widget.render(into: &frame, in: inner)
            help.renderRow(into: &frame, in: inner)
            help.renderList(into: &frame, in: inner)
            for y in 0..<outer.height {
                for x in 0..<outer.width where x < 1 || y < 1 || x > size.width || y > size.height {
                    #expect(frame[x, y]?.scalar == "@", "\(type(of: widget)) wrote at \(x), \(y)")
                }
            }
        }
    }
}
