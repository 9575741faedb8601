import TerminalUI
import Testing

/// Signed stacks, heat maps and columns of text against literal screens.
@Suite struct EdgeWidgetTests {
    private func screen(_ widget: some Widget, _ width: Int, _ height: Int) -> [String] {
        var frame = Frame(size: Size(width: width, height: height))
        widget.render(into: &frame, in: frame.bounds)
        return frame.lines
    }

    private func stack(_ samples: [(step: Int, value: [Double]?)], now: Int = 50) -> SignedStack {
        SignedStack(
            samples: StepSamples(samples), looks: ["c", "d", "g"].map { Ribbon.Look($0, .plain) },
            steps: StepRange(last: 60), now: now,
            hold: 10, zero: Ribbon.Look("─", .plain), missing: Ribbon.Look("·", .plain))
    }

    @Test func whatIsAboveZeroGrowsUpAndWhatIsBelowDown() {
        let samples: [(step: Int, value: [Double]?)] = [
            (10, [0.5, -0.25, -0.25]), (20, [0, -1, 0]), (30, [0.25, 0.25, 0.5]), (40, nil), (50, [-0.5, 0.5, 0]),
        ]
        #expect(
            screen(stack(samples), 6, 9)
                == [
                    "   g  ", "   g  ", " c d d", " c c d", "·───·─", " dd  c", " gd  c", "  d   ", "  d   ",
                ])
        #expect(screen(stack(samples), 6, 4) == ["   g  ", "·c c·d", " dd  c", "  d   "])
    }

    @Test func whatHasNotComeYetStaysBlank() {
        #expect(screen(stack([(10, [1, 0, 0])], now: 19), 6, 3) == [" c    ", "·─    ", "      "])
    }

    @Test(
        arguments: [
            ([0.5, 0.5], 1, [1, 0]), ([0.34, 0.33, 0.33], 4, [2, 1, 1]), ([0.9, 0.1], 4, [4, 0]),
            ([-0.7, 0.3], 10, [7, 3]),
            ([0, 0], 4, [0, 0]), ([.nan, 1], 4, [0, 0]), ([1e-300, 1], 3, [0, 3]), ([1], 0, [0]),
        ] as [([Double], Int, [Int])])
    func cellsGoByLargestRemainder(parts: [Double], count: Int, expected: [Int]) {
        #expect(SignedStack.cells(parts, of: count) == expected)
    }

    @Test func aHeatMapHasMeansWhereThereIsNoRoom() {
        let rows: [[Float]] = [[1], [0.5, 0.5], [0.25, 0.5, 0.25], [0, 0, 0, 1]]
        let map = HeatMap(rows: rows, style: .plain, emptyStyle: .plain)
        #expect(screen(map, 6, 5) == ["█···  ", "▒▒··  ", "░▒░·  ", "···█  ", "      "])
        // Means of 2×2: 0.5 and 0; 0.1875 and 0.3125.
        #expect(screen(map, 2, 2) == ["█·", "▒▓"])
        #expect(screen(HeatMap(rows: [], style: .plain, emptyStyle: .plain), 2, 1) == ["  "])
        #expect(screen(HeatMap(rows: [[.nan, 0]], style: .plain, emptyStyle: .plain), 2, 1) == ["··"])
    }

    @Test func linesGoIntoColumnsOnlyWhereTheyMust() {
        let lines = ["one", "two", "three", "four", "five"].map { TextLine($0, .plain) }
        let columns = TextColumns(lines: lines, leastWidth: 4)
        #expect(screen(columns, 10, 5) == ["one       ", "two       ", "three     ", "four      ", "five      "])
        #expect(screen(columns, 10, 3) == ["one  four ", "two  five ", "th…       "])
        #expect(screen(columns, 4, 2) == ["one ", "two "])
        #expect(screen(columns, 1, 1) == ["…"])
        #expect(screen(columns, 0, 0) == [])
    }

    @Test(arguments: [(0, 0), (1, 1), (2, 1), (1, 3)]) func noSizeTraps(width: Int, height: Int) {
        #expect(screen(stack([(10, [1, 0, 0])]), width, height).count == height)
        #expect(screen(HeatMap(rows: [[1]], style: .plain, emptyStyle: .plain), width, height).count == height)
    }

    @Test(arguments: [(4.1e-6, "+4.1e-6"), (-0.02, "−2.0e-2"), (0, "0"), (.nan, "–")])
    func signedNumbers(value: Double, expected: String) {
        #expect(NumberText.scientificSigned(value) == expected)
    }
}
