import Home
import TerminalUI
import Testing

@Suite("Home: what is on the screen")
struct HomeScreenTests {
    @Test(arguments: [(80, 24), (120, 40), (160, 50), (60, 16)])
    func runs(width: Int, height: Int) throws {
        try expectScreen(HomeSamples.model(width: width, height: height).view().lines, "home-\(width)x\(height)")
    }

    @Test(arguments: [(80, 24), (120, 40), (60, 16)])
    func theFirstTime(width: Int, height: Int) throws {
        let model = HomeSamples.model(width: width, height: height, runs: [])
        try expectScreen(model.view().lines, "first-\(width)x\(height)")
    }

    @Test func theHelp() throws {
        var model = HomeSamples.model(width: 120, height: 40)
        model.type("?")
        try expectScreen(model.view().lines, "help-120x40")
        model.size = Size(width: 80, height: 24)
        try expectScreen(model.view().lines, "help-80x24")
    }

    @Test func presetsMarksFilterAndAPrompt() throws {
        var model = HomeSamples.model(width: 80, height: 24)
        model.type("/dyck")
        model.press(.enter, .character(" "), .tab, .down)
        try expectScreen(model.view().lines, "presets-80x24")
        model.press(.tab)
        model.type("f")
        try expectScreen(model.view().lines, "fork-80x24")
        var small = HomeSamples.model(width: 60, height: 16)
        small.press(.tab)
        try expectScreen(small.view().lines, "presets-60x16")
    }

    @Test func inASCIIThereIsNothingElse() throws {
        let lines = HomeSamples.model(width: 80, height: 24, symbols: .ascii).view().lines
        #expect(lines.allSatisfy { $0.utf8.count == 80 })
        try expectScreen(lines, "ascii-80x24")
    }

    @Test func monoDiffersInWeightOnly() {
        let (colors, mono) = (HomeSamples.model().view(), HomeSamples.model(colors: .mono).view())
        #expect(colors.lines == mono.lines)
        #expect(mono.cells.allSatisfy { $0.style.foreground.isTerminal && $0.style.background.isTerminal })
    }

    @Test func aTooSmallScreenSaysSoAndCanBeLeft() {
        var model = HomeSamples.model(width: 40, height: 10)
        #expect(model.view().lines.joined().contains("groktop needs 60×16, this is 40×10"))
        #expect(model.press(.character("d")).isEmpty)
        #expect(model.press(.character("q")) == [.quit])
    }

    @Test(arguments: [Symbols.braille, .ascii])
    func noSizeTraps(symbols: Symbols) {
        for runs in [nil, [], HomeSamples.runs] as [[HomeRun]?] {
            var model = HomeSamples.model(runs: runs, symbols: symbols)
            for width in [-1, 0, 1, 2, 40, 59, 60, 61, 79, 80, 81, 109, 110, 111, 300] {
                for height in [-1, 0, 1, 2, 15, 16, 17, 19, 20, 21, 40, 100] {
                    _ = model.update(.resize(Size(width: width, height: height)))
                    for key in [Key.tab, .down, .character("?"), .escape] {
                        model.press(key)
                        let frame = model.view()
                        #expect(frame.width == max(0, width) && frame.height == max(0, height))
                    }
                }
            }
        }
    }

    @Test("text of foreign folders cannot move the screen")
    func hostileText() {
        let bad = HomeRun(name: "a\u{1B}[2Jb\n漢字", problem: "is\u{7} bad", bytes: 0)
        let model = HomeSamples.model(runs: HomeSamples.runs + [bad])
        let text = model.view().lines.joined()
        #expect(text.contains("a?[2Jb???: is? bad"))
        #expect(text.contains("nano?gpt"))
        #expect(text.unicodeScalars.count == 120 * 40)
    }
}
