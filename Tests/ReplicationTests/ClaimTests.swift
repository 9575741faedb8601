import Replication
import Testing

/// What figures say of claims, and how claims and figures are worded.
@Suite("Claims")
struct ClaimTests {
    private static func figures(_ values: [Double], labels: [String]? = nil, resolution: Double? = nil) throws
        -> [Figure]
    {
        try values.enumerated().map { index, value in
            try #require(
                Figure(
                    seed: UInt64(index), value: value, label: labels?[index], resolution: resolution,
                    run: "run-\(index)", step: 100))
        }
    }

    private static func margin(_ name: String) throws -> Margin {
        try #require(Margin.all.first { $0.name == name }, "no margin \(name)")
    }

    // MARK: Figures

    @Test("a figure comes to the same within the margin, and not because it scatters")
    func near() throws {
        let claim = FigureClaim.near(0.8, try Self.margin("gradient share"))
        let tight = try #require(claim.evidence(try Self.figures([0.79, 0.8, 0.81, 0.8, 0.79])))
        #expect(tight.agrees < 1e-4 && tight.differs == 1)
        let wide = try #require(claim.evidence(try Self.figures([0.4, 0.8, 1.2, 0.6, 1])))
        #expect(wide.agrees > 0.2 && wide.differs == 1)
        let far = try #require(claim.evidence(try Self.figures([0.59, 0.6, 0.61, 0.6, 0.59])))
        #expect(far.differs < 1e-4 && far.agrees > 0.99)
        #expect(claim.evidence(try Self.figures([0.8])) == nil)
    }

    @Test("sizes are compared by their ratio, all of them above zero")
    func sizes() throws {
        let claim = FigureClaim.size([1e-4], try Self.margin("curvature, KL, compression and ratios"))
        let near = try #require(claim.evidence(try Self.figures([5e-5, 2e-4, 1e-4, 1.5e-4, 8e-5])))
        #expect(near.agrees < 0.01)
        let far = try #require(claim.evidence(try Self.figures([5e-3, 2e-2, 1e-2, 1.5e-2, 8e-3])))
        #expect(far.differs < 0.001)
        #expect(claim.evidence(try Self.figures([5e-5, -2e-4, 1e-4])) == nil)
    }

    @Test("seeds that all do what the paper's did, and classes")
    func counts() throws {
        let margin = try Self.margin("seeds that grok, or have a class")
        let all = Array(repeating: 1.0, count: 20)
        #expect(try #require(FigureClaim.all(margin).evidence(try Self.figures(all))).agrees < 0.001)
        #expect(try #require(FigureClaim.none(margin).evidence(try Self.figures(all))).differs < 1e-9)
        let labels = Array(repeating: "mixed", count: 19) + ["functional"]
        let label = FigureClaim.label("mixed", margin)
        #expect(try #require(label.evidence(try Self.figures(all, labels: labels))).agrees < 0.01)
    }

    // MARK: Directions

    @Test("a mean on one side of a bound, and pairs of figures of the same seed")
    func directions() throws {
        let figures = try Self.figures([0.3, 0.2, 0.35, 0.25, 0.3])
        func evidence(_ claim: DirectionClaim, _ others: [Figure] = []) throws -> Evidence {
            try #require(claim.evidence(figures) { _ in others })
        }
        #expect(try evidence(.below(0.5)).agrees < 0.001 && evidence(.above(0.5)).differs < 0.001)
        // Each a little above its own seed's, though the two rows overlap.
        let others = try Self.figures([0.28, 0.19, 0.33, 0.22, 0.29])
        #expect(try evidence(.aboveRow("x"), others).agrees < 0.01 && evidence(.belowRow("x"), others).differs < 0.01)
        #expect(DirectionClaim.belowRow("x").evidence(figures) { _ in Array(others.prefix(1)) } == nil)
        #expect(try evidence(.both(.below(0.5), .above(0.28))).agrees > 0.3)
        #expect(
            try #require(DirectionClaim.most.evidence(try Self.figures([1, 1, 1, 1, 1])) { _ in [] }).agrees < 0.05)
    }

    // MARK: Words

    @Test("words say the claim that is tested")
    func words() throws {
        func words(_ claim: Claim, _ format: ValueFormat) -> String { claim.words(format) { "row \($0)" } }
        let share = FigureClaim.near(0.976, try Self.margin("gradient share"))
        #expect(
            words(Claim(figure: share, direction: .above(0.5)), .percent)
                == "mean within 10 points of 97.6 %; in direction: mean above 50.0 %")
        let size = FigureClaim.size([5e-5], try Self.margin("curvature, KL, compression and ratios"))
        #expect(
            words(Claim(figure: size, direction: .belowRow("x")), .scientific)
                == "geometric mean within a factor of 3 of 5.0e−05; in direction: below “row x” of the same seed")
        let seeds = try Self.margin("seeds that grok, or have a class")
        #expect(words(Claim(figure: .all(seeds)), .count) == "at least 70.0 % of all seeds")
        #expect(words(Claim(figure: FigureClaim.none(seeds)), .count) == "at most 30.0 % of all seeds")
        #expect(
            words(Claim(figure: .label("mixed", seeds), direction: .mostAre("mixed")), .label)
                == "mixed in at least 70.0 % of all seeds; in direction: mixed in more than half of all seeds")
        #expect(
            words(Claim(direction: .both(.below(-0.05), .aboveRow("y"))), .change)
                == "mean below −0.050, and above “row y” of the same seed")
    }

    @Test("every margin has a reason and a name of its own")
    func margins() {
        #expect(Set(Margin.all.map(\.name)).count == Margin.all.count)
        #expect(Margin.all.allSatisfy { $0.reason.count > 40 })
    }

    @Test("no number that is none is a figure")
    func nothing() {
        #expect(Figure(seed: 1, value: .nan, run: "run", step: 1) == nil)
        #expect(Figure(seed: 1, value: .infinity, run: "run", step: 1) == nil)
        #expect(Summary([]).text(.percent) == "–")
    }

    @Test("what accuracy cannot resolve")
    func resolution() throws {
        let fine = Summary(try Self.figures([0.0001, -0.0002], resolution: 0.00025))
        #expect(fine.text(.change) == "< 1/4000")
        let coarse = Summary(try Self.figures([0.0001, -0.0003], resolution: 0.00025))
        #expect(coarse.text(.change) == "0.000 ± 0.000")
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
        #expect(Summary(try Self.figures(values)).text(format) == text)
    }
}
