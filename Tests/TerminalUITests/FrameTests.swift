import TerminalUI
import Testing

@Suite struct FrameTests {
    @Test func textIsCutOffAtEveryEdge() {
        var frame = Frame(size: Size(width: 5, height: 2))
        frame.text("abcdefgh", x: -2, y: 0, style: .plain)
        frame.text("xyz", x: 3, y: 1, style: .plain)
        frame.text("nowhere", x: 0, y: 2, style: .plain)
        frame.text("nowhere", x: 0, y: -1, style: .plain)
        #expect(frame.lines == ["cdefg", "   xy"])
    }

    @Test func aLimitEndsInAnEllipsisOnlyWhereSomethingIsCut() {
        var frame = Frame(size: Size(width: 8, height: 3))
        frame.text("1,600", x: 0, y: 0, style: .plain, limit: 4)
        frame.text("1,600", x: 0, y: 1, style: .plain, limit: 5)
        let line = TextLine("ab", .plain) + TextLine("cd", .plain)
        let used = frame.text(line, x: 0, y: 2, limit: 2)
        #expect(frame.lines == ["1,6…    ", "1,600   ", "a…      "])
        #expect(used == 2)
    }

    @Test(arguments: awkwardSizes)
    func drawingOutsideDoesNothing(size: Size) {
        var frame = Frame(size: size)
        let blank = frame
        frame.set(size.width, 0, "x", .plain)
        frame.set(0, size.height, "x", .plain)
        frame.set(-1, -1, "x", .plain)
        frame.fill(Rect(x: 9, y: 9, width: 5, height: 5), style: .plain)
        frame.fill(Rect(x: -9, y: -9, width: 5, height: 5), style: .plain)
        #expect(frame == blank)
        #expect(frame[size.width, 0] == nil)
    }

    @Test func negativeSizesAreEmpty() {
        let frame = Frame(size: Size(width: -3, height: 4))
        #expect(frame.cells.isEmpty)
        #expect(Rect(x: 0, y: 0, width: -1, height: 3).isEmpty)
    }

    @Test func aTransparentBackgroundKeepsWhatIsThere() {
        let blue = Color(hex: 0x0000FF)
        var frame = Frame(size: Size(width: 2, height: 1), style: Style(background: blue))
        frame.set(0, 0, "a", Style(foreground: Color(hex: 0xFF0000)))
        frame.set(1, 0, "b", Style(background: Color(hex: 0x00FF00)))
        #expect(frame[0, 0]?.style.background == blue)
        #expect(frame[1, 0]?.style.background == Color(hex: 0x00FF00))
    }

    @Test(arguments: [
        ("\u{1B}[2J", "?[2J"), ("a\tb\n", "a?b?"), ("é", "é"), ("e\u{301}", "e?"), ("漢", "?"), ("🚀", "?"),
        ("v₁ Δ ω λ ε ≈ ✂ ↯ ◆", "v₁ Δ ω λ ε ≈ ✂ ↯ ◆"), ("\u{200B}\u{FEFF}", "??"), ("⏳", "?"), ("\u{7F}\u{9B}", "??"),
    ])
    func onlySingleWidthScalarsAreLetThrough(text: String, expected: String) {
        var frame = Frame(size: Size(width: expected.unicodeScalars.count, height: 1))
        frame.text(text, x: 0, y: 0, style: .plain)
        #expect(frame.lines == [expected])
    }

    @Test func foldingLeavesNothingButASCII() {
        var frame = Frame(size: Size(width: 12, height: 1))
        frame.text("╭─v₁ ω ⡇▀λ█…", x: 0, y: 0, style: .plain)
        frame.foldToASCII()
        #expect(frame.lines == ["+-v1 w *Fl#~"])
    }
}

@Suite struct RectTests {
    @Test func takingRowsNeverTakesMoreThanThereAre() {
        var rect = Rect(x: 2, y: 3, width: 10, height: 4)
        let taken = (0..<3).map { _ in rect.takeTop(3) }
        #expect(taken[0] == Rect(x: 2, y: 3, width: 10, height: 3))
        #expect(taken[1] == Rect(x: 2, y: 6, width: 10, height: 1))
        #expect(taken[2].isEmpty)
    }

    @Test func columnsCoverTheWholeWidth() {
        let columns = Rect(x: 1, y: 0, width: 11, height: 2).columns(3)
        #expect(columns.map(\.width) == [4, 4, 3])
        #expect(columns.map(\.x) == [1, 5, 9])
        #expect(Rect(x: 0, y: 0, width: 3, height: 1).columns(0).isEmpty)
    }

    @Test func rowsOutsideAreEmpty() {
        let rect = Rect(x: 0, y: 5, width: 3, height: 2)
        #expect(rect.row(1) == Rect(x: 0, y: 6, width: 3, height: 1))
        #expect(rect.row(2).isEmpty)
        #expect(rect.row(-1).isEmpty)
    }
}
