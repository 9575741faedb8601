import TerminalUI
import Testing

@Suite struct HostileNumberTests {
    private static let numbers = [
        Double.nan, .infinity, -.infinity, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, .leastNonzeroMagnitude,
        1e300, -1e300, 1e19, 9.3e18, -0.0,
    ]

    @Test(arguments: numbers)
    func everyTextIsShort(value: Double) {
        let texts = [
            NumberText.fixed(value, decimals: 6), NumberText.fixed(value, width: 6),
            NumberText.signed(value, decimals: 3),
            NumberText.scientific(value), NumberText.scientificSigned(value), NumberText.short(value),
            NumberText.ratio(value),
            NumberText.rate(value), NumberText.length(value), NumberText.elapsed(value),
        ]
        for text in texts { #expect(text.count < 28, "\(text)") }
    }

    @Test func wholeNumbersAreSaturated() {
        #expect(Self.numbers.map { Int(saturating: $0) } == [0, .max, .min, .max, .min, 0, .max, .min, .max, .max, 0])
        #expect([2.9, -2.9, 9.2e18].map { Int(saturating: $0) } == [2, -2, 9_200_000_000_000_000_000])
    }

    @Test(arguments: numbers, numbers)
    func everyScaleHasRoom(low: Double, high: Double) {
        guard low.isFinite, high.isFinite, low < high else { return }
        let scale = ValueScale.linear(low...high)
        for value in Self.numbers { #expect(scale.row(of: value, rows: 40).map { $0.magnitude <= 1e9 } ?? true) }
        var frame = Frame(size: Size(width: 12, height: 4))
        ValueAxis(scale: scale, labels: Self.numbers.map { .init(value: $0, text: "x") }, style: .plain)
            .render(into: &frame, in: Rect(x: 0, y: 0, width: 12, height: 4))
    }
}

@Suite struct NumberTextTests {
    @Test(arguments: [
        (0, "0"), (999, "999"), (1600, "1,600"), (-1_234_567, "−1,234,567"), (Int.min, "−9,223,372,036,854,775,808"),
    ])
    func grouped(value: Int, expected: String) {
        #expect(NumberText.grouped(value) == expected)
    }

    @Test(arguments: [
        (0.957, 3, "0.957"), (0.9996, 3, "1.000"), (-0.29, 3, "−0.290"), (-0.0001, 3, "0.000"), (12.5, 0, "13"),
        (.nan, 3, "–"), (.infinity, 1, "–"), (0.05, 2, "0.05"), (3e15, 1, "3.0e15"),
    ])
    func fixed(value: Double, decimals: Int, expected: String) {
        #expect(NumberText.fixed(value, decimals: decimals) == expected)
    }

    @Test(arguments: [
        (0.957, "0.957"), (9.9994, "9.999"), (9.9996, "10.00"), (17.25, "17.25"), (123.46, "123.5"), (1234.5, " 1235"),
        (123_456, "123456"), (.nan, "    –"),
    ])
    func aGrowingFigureGivesUpDecimalsForItsPlace(value: Double, expected: String) {
        #expect(NumberText.fixed(value, width: 5) == expected)
    }

    @Test(arguments: [(0.012, "+0.012"), (-0.29, "−0.290"), (0.0001, "0.000"), (0, "0.000"), (.nan, "–")])
    func signed(value: Double, expected: String) {
        #expect(NumberText.signed(value, decimals: 3) == expected)
    }

    @Test(arguments: [
        (4.1e-6, "4.1e-6"), (9.96, "1.0e1"), (1, "1.0e0"), (-2.5e12, "−2.5e12"), (0, "0"),
        (.infinity, "–"),
    ])
    func scientific(value: Double, expected: String) {
        #expect(NumberText.scientific(value) == expected)
    }

    @Test(arguments: [(0, "0:00"), (27.9, "0:27"), (600, "10:00"), (3725, "1:02:05"), (-1, "–"), (.infinity, "–")])
    func elapsed(seconds: Double, expected: String) {
        #expect(NumberText.elapsed(seconds) == expected)
    }

    @Test(arguments: [(0.5, "0.5"), (9.96, "10"), (59.8, "60"), (1287, "1,287"), (.nan, "–")])
    func rate(value: Double, expected: String) {
        #expect(NumberText.rate(value) == expected)
    }

    @Test(arguments: [(1, "1"), (0.25, "0.25"), (1e-7, "1e-07")])
    func short(value: Double, expected: String) {
        #expect(NumberText.short(value) == expected)
    }

    @Test(arguments: [(0.1, "0.100"), (0.0625, "0.0625"), (12.34, "12.3"), (2e-5, "2.0e-5"), (123, "123")])
    func length(value: Double, expected: String) {
        #expect(NumberText.length(value) == expected)
    }

    @Test func places() {
        #expect(NumberText.right("12", width: 4) == "  12")
        #expect(NumberText.left("12", width: 4) == "12  ")
        #expect(NumberText.left("12345", width: 4) == "12345")
        #expect(NumberText.lowered(12) == "₁₂")
        #expect(NumberText.lowered(-10) == "₋₁₀")
        #expect(NumberText.lowered(.min) == "₋₉₂₂₃₃₇₂₀₃₆₈₅₄₇₇₅₈₀₈")
    }

    @Test(arguments: [1e-300, 4.1e-6, 0.1, 1, 2, 9.999, 10, 12345.678, 1e300])
    func logarithmOfPowers(value: Double) throws {
        let logarithm = try #require(Logarithm.base10(value))
        // 10^log₁₀x by repeated multiplication is x again.
        let whole = logarithm.rounded(.down)
        let mantissa = value / Logarithm.power10(Int(whole))
        #expect(mantissa > 1 - 1e-9 && mantissa < 10 + 1e-9)
        let half = try #require(Logarithm.base10(value.squareRoot()))
        #expect((half * 2 - logarithm).magnitude < 1e-9)
    }

    @Test func logarithmOfWhatHasNone() {
        #expect(Logarithm.base10(0) == nil)
        #expect(Logarithm.base10(-1) == nil)
        #expect(Logarithm.base10(.nan) == nil)
        #expect(Logarithm.base10(1000).map { ($0 - 3).magnitude < 1e-11 } == true)
    }
}
