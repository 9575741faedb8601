import Board
import Foundation
import Survey
import TerminalUI
import Testing

@Suite("The sweep screen: what is on it")
struct BoardScreenTests {
    @Test(arguments: [(80, 24), (120, 40), (60, 16)])
    func whole(width: Int, height: Int) throws {
        try expectScreen(BoardSamples.model(width: width, height: height).view().lines, "board-\(width)x\(height)")
    }

    @Test("classes by the seed, filtered and sorted")
    func otherAxes() throws {
        var model = BoardSamples.model(width: 80, height: 24)
        model.type("ffffxy/grokked")
        model.press(.enter)
        model.type("ssss")
        try expectScreen(model.view().lines, "classes-80x24")
    }

    @Test("the runs of one cell")
    func cell() throws {
        var model = BoardSamples.model(width: 120, height: 40)
        model.press(.down, .down, .right, .enter, .escape, .down, .right, .enter)
        try expectScreen(model.view().lines, "cell-120x40")
    }

    @Test func help() throws {
        var model = BoardSamples.model(width: 80, height: 24)
        model.type("?")
        try expectScreen(model.view().lines, "help-80x24")
    }

    @Test("in ASCII there is nothing else")
    func ascii() throws {
        let lines = BoardSamples.model(width: 80, height: 24, symbols: .ascii).view().lines
        #expect(lines.allSatisfy { $0.utf8.count == 80 })
        try expectScreen(lines, "ascii-80x24")
    }

    @Test("without colours it differs in weight only")
    func mono() {
        let (colors, mono) = (BoardSamples.model().view(), BoardSamples.model(colors: .mono).view())
        #expect(colors.lines == mono.lines)
        #expect(mono.cells.allSatisfy { $0.style.foreground.isTerminal && $0.style.background.isTerminal })
    }

    @Test("the ground is the stronger, and the bar the higher, the sooner it groks")
    func ground() throws {
        var theme = Theme.default
        theme[.background].background = Color(hex: 0x000000)
        var model = BoardModel(
            themes: [theme], capability: Capability(colors: .direct, symbols: .braille),
            size: Size(width: 120, height: 40), place: "")
        _ = model.update(.survey(BoardSamples.survey))
        let frame = model.view()
        let y = try #require(frame.lines.firstIndex { $0.contains("2,380") && $0.contains("1,180") })
        // 400 steps sooner with every row, 600 with every column.
        func cell(_ text: String) throws -> (ground: Color, bar: Unicode.Scalar) {
            let range = try #require(frame.lines[y].range(of: text))
            let scalars = frame.lines[y].unicodeScalars
            let x = scalars.distance(from: scalars.startIndex, to: range.lowerBound)
            let (first, behind) = (try #require(frame[x, y]), try #require(frame[x + text.count, y]))
            return (first.style.background, behind.scalar)
        }
        let (slow, fast) = (try cell("2,380"), try cell("1,180"))
        #expect(slow.ground != fast.ground && slow.bar.value < fast.bar.value)
        #expect(slow.bar == Symbols.braille.bar(eighths: 1))
    }

    @Test("a screen that is too small says so and can be left")
    func small() {
        var model = BoardSamples.model(width: 40, height: 10)
        #expect(model.text.contains("groktop needs 60×16, this is 40×10"))
        #expect(model.press(.character("f")).isEmpty && model.press(.character("q")) == [.quit])
    }

    @Test("no size traps, with no run, one, or many", arguments: [Symbols.braille, .ascii])
    func sizes(symbols: Symbols) {
        let one = Survey(name: "one", axes: [], runs: [BoardSamples.survey.runs[0]])
        for survey in [nil, Survey(name: "", axes: [], runs: []), one, BoardSamples.survey] as [Survey?] {
            var model = BoardSamples.model(survey: survey, symbols: symbols)
            for width in [-1, 0, 1, 59, 60, 61, 80, 120, 300] {
                for height in [-1, 0, 1, 15, 16, 17, 24, 40, 100] {
                    _ = model.update(.resize(Size(width: width, height: height)))
                    for key in [Key.down, .right, .tab, .enter, .character("x"), .character("y"), .escape] {
                        model.press(key)
                        let frame = model.view()
                        #expect(frame.width == max(0, width) && frame.height == max(0, height))
                    }
                }
            }
        }
    }

    @Test("text from outside cannot move the screen")
    func foreign() {
        let run = SurveyedRun(name: "a\u{1B}[2J", values: ["\u{1B}x": "漢\u{7}"], state: "pending")
        let text = BoardSamples.model(survey: Survey(name: "", axes: ["\u{1B}x"], runs: [run])).text
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    }

    @Test("what cannot be read is said")
    func unreadable() {
        var model = BoardSamples.model(survey: nil)
        #expect(model.text.contains("reading the runs"))
        _ = model.update(.unreadable("Slurm does not answer"))
        #expect(model.text.contains("Slurm does not answer"))
        _ = model.update(.survey(BoardSamples.survey))
        #expect(!model.text.contains("Slurm does not answer"))
    }
}
