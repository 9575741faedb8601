import Replication
import Testing

/// When a row holds, by hand.
@Suite("Rules")
struct RuleTests {
    private static func summary(_ values: [Double], labels: [String]? = nil, resolution: Double? = nil) throws
        -> Summary
    {
        Summary(
            try values.enumerated().map { index, value in
                try #require(
                    Figure(
                        seed: UInt64(index), value: value, label: labels?[index], resolution: resolution,
                        run: "run-\(index)",
                        step: 100))
            })
    }

    private static func verdict(
        _ holds: Criterion, _ values: [Double], others: [String: [Double]] = [:]
    ) throws -> Verdict { try verdict(holds, nil, values, others: others) }

    private static func verdict(
        _ holds: Criterion, _ direction: Criterion?, _ values: [Double], others: [String: [Double]] = [:]
    ) throws -> Verdict {
        let others = try others.mapValues { try summary($0) }
        return Rule(holds: holds, direction: direction).verdict(try summary(values)) { others[$0] }
    }

    @Test("a figure is covered by the tolerance, or by two s.d.")
    func covers() throws {
        let near = Criterion.covers(0.8...0.8, tolerance: 0.1)
        #expect(try Self.verdict(near, [0.71]) == .holds)
        #expect(try Self.verdict(near, [0.69]) == .doesNotHold)
        // Mean 0.6, s.d. 0.1: 0.75 is within two of it, and not with half of it.
        #expect(try Self.verdict(.covers(0.75...0.75, tolerance: 0.06), [0.5, 0.6, 0.7]) == .holds)
        #expect(try Self.verdict(.covers(0.75...0.75, tolerance: 0.06), [0.55, 0.6, 0.65]) == .doesNotHold)
        // No more than three tolerances, however wide the figures scatter.
        #expect(try Self.verdict(.covers(0.75...0.75, tolerance: 0.04), [0.1, 0.6, 1.1]) == .doesNotHold)
    }

    @Test("a range is covered by what lies in it, and near it")
    func range() throws {
        let range = Criterion.covers(600...1_400, tolerance: 100)
        #expect(try Self.verdict(range, [1_000, 1_001]) == .holds)
        #expect(try Self.verdict(range, [1_500]) == .holds)
        #expect(try Self.verdict(range, [1_501]) == .doesNotHold)
    }

    @Test("a size within a factor, and above zero")
    func factor() throws {
        let within = Criterion.within(factor: 3, of: 0.06)
        #expect(try Self.verdict(within, [0.021]) == .holds)
        #expect(try Self.verdict(within, [0.179]) == .holds)
        #expect(try Self.verdict(within, [0.019]) == .doesNotHold)
        #expect(try Self.verdict(within, [0.181]) == .doesNotHold)
        #expect(try Self.verdict(within, [-0.06]) == .doesNotHold)
    }

    @Test("the direction counts where the figure does not hold, and only then")
    func direction() throws {
        let near = Criterion.covers(0.05...0.05, tolerance: 0.05)
        #expect(try Self.verdict(near, .every(.below(0.5)), [0.3, 0.31]) == .holdsInDirection)
        #expect(try Self.verdict(near, .every(.below(0.5)), [0.3, 0.9]) == .doesNotHold)
        #expect(try Self.verdict(near, .every(.above(0.5)), [0.05]) == .holds)
    }

    @Test("another row's mean; of a row without figures nothing is said")
    func otherRows() throws {
        let near = Criterion.covers(9...9, tolerance: 0)
        #expect(try Self.verdict(near, .below(row: "a"), [1, 2], others: ["a": [1.6]]) == .holdsInDirection)
        #expect(try Self.verdict(near, .below(row: "a"), [1, 2], others: ["a": [1.5]]) == .doesNotHold)
        #expect(try Self.verdict(near, .above(row: "a"), [1, 2], others: ["a": [1.4]]) == .holdsInDirection)
        #expect(try Self.verdict(near, .above(row: "a"), [1, 2], others: ["a": []]) == .doesNotHold)
        #expect(try Self.verdict(near, .above(row: "b"), [1, 2]) == .doesNotHold)
        let both = Criterion.both(.above(row: "a"), .every(.below(2)))
        #expect(try Self.verdict(near, both, [1, 2], others: ["a": [1]]) == .doesNotHold)
        #expect(try Self.verdict(near, both, [1, 1.9], others: ["a": [1]]) == .holdsInDirection)
    }

    @Test("what accuracy cannot resolve")
    func resolution() throws {
        let rule = Rule(holds: .unresolved)
        let fine = try Self.summary([0.0001, -0.0002], resolution: 0.00025)
        #expect(rule.verdict(fine) { _ in nil } == .holds)
        #expect(fine.text(.change) == "< 1/4000")
        let coarse = try Self.summary([0.0001, -0.0003], resolution: 0.00025)
        #expect(rule.verdict(coarse) { _ in nil } == .doesNotHold)
        #expect(try rule.verdict(Self.summary([0])) { _ in nil } == .doesNotHold)
    }

    @Test("classes: all, or most")
    func classes() throws {
        let rule = Rule(holds: .allAre("mixed"), direction: .mostAre("mixed"))
        func verdict(_ labels: [String]) throws -> Verdict {
            rule.verdict(try Self.summary(labels.map { _ in 1 }, labels: labels)) { _ in nil }
        }
        #expect(try verdict(["mixed", "mixed"]) == .holds)
        #expect(try verdict(["mixed", "mixed", "functional"]) == .holdsInDirection)
        #expect(try verdict(["mixed", "functional"]) == .doesNotHold)
        let summary = try Self.summary([1, 1, 0], labels: ["mixed", "mixed", "functional"])
        #expect(summary.text(.label) == "mixed (2 of 3), functional (1 of 3)")
    }

    @Test("nothing measured is no verdict, and no number that is none is a figure")
    func nothing() throws {
        #expect(try Self.verdict(.every(.equal(0)), [], others: [:]) == .notMeasured)
        #expect(Figure(seed: 1, value: .nan, run: "run", step: 1) == nil)
        #expect(Figure(seed: 1, value: .infinity, run: "run", step: 1) == nil)
        #expect(Summary([]).text(.percent) == "–")
    }

    @Test("words say the rule that is applied")
    func words() {
        func words(_ rule: Rule, _ format: ValueFormat) -> String { rule.words(format) { "row \($0)" } }
        #expect(
            words(Rule(holds: .covers(0.976...0.976, tolerance: 0.05), direction: .every(.above(0.5))), .percent)
                == "holds: mean ± max(2 s.d., 5 points), 15 points at most, meets 97.6 %; in direction: every seed "
                + "above 50.0 %"
        )
        #expect(
            words(Rule(holds: .covers(600...1_400, tolerance: 100)), .step)
                == "holds: mean ± max(2 s.d., 100), 300 at most, meets 600 to 1,400")
        #expect(
            words(Rule(holds: .within(factor: 3, of: 5e-5), direction: .below(row: "x")), .scientific)
                == "holds: mean within a factor of 3 of 5.0e−05; in direction: mean below that of “row x”")
        #expect(
            words(Rule(holds: .every(.equal(1)), direction: .mean(.atLeast(0.5))), .count)
                == "holds: every seed yes; in direction: at least 50.0 % of the seeds")
        #expect(
            words(Rule(holds: .unresolved, direction: .both(.every(.below(-0.05)), .above(row: "y"))), .change)
                == "holds: every seed below 1/n of the n tokens measured; in direction: every seed below −0.050, and "
                + "mean above that of “row y”")
        #expect(
            words(Rule(holds: .allAre("mixed"), direction: .mostAre("mixed")), .label)
                == "holds: mixed in every seed; in direction: mixed in most seeds")
    }

    @Test(
        "figures as they are printed",
        arguments: [
            (ValueFormat.percent, [0.976], "97.6 %"), (.percent, [0.9, 1.0], "95.0 % ± 7.1 %"),
            (.change, [-0.26], "−0.260"),
            (.change, [0.1], "+0.100"), (.change, [-0.0001], "0.000"), (.plain, [0.982, 0.984], "0.983 ± 0.001"),
            (.scientific, [5e-5], "5.0e−05"), (.scientific, [1.84], "1.84"), (.step, [1_400], "1,400"),
            (.steps, [300], "+300"),
            (.steps, [-1_300], "−1,300"), (.degrees, [18.4], "18°"), (.factor, [33.2], "33×"),
            (.factor, [2.25], "2.2×"),
            (.count, [1, 0, 1], "2 of 3"),
        ])
    func text(_ format: ValueFormat, _ values: [Double], _ text: String) throws {
        #expect(try Self.summary(values).text(format) == text)
    }
}
