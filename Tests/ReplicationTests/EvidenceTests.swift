import Replication
import Testing

/// Tests of figures against claims, by hand.
@Suite("Evidence")
struct EvidenceTests {
    /// Mean 3, s.d. √2.5, so that the mean's own deviation is √0.5 with four degrees of freedom.
    private let five: SampleMean

    init() throws { five = try #require(SampleMean([1, 2, 3, 4, 5])) }

    @Test("two one-sided tests: the larger p counts")
    func equivalence() {
        // (3 − 1)/√0.5 = 2.828…, (6 − 3)/√0.5 = 4.243… with ν = 4.
        let near = StudentDistribution.upperTail(2 / 0.5.squareRoot(), degrees: 4)
        let evidence = Evidence.equivalence(five, 1...6)
        #expect(abs(evidence.agrees - near) < 1e-12 && abs(near - 0.0237) < 1e-4)
        #expect(evidence.differs > 0.99)
    }

    @Test("a mean beyond a bound differs; one at a bound shows nothing")
    func difference() {
        let evidence = Evidence.equivalence(five, 6...8)
        #expect(abs(evidence.differs - 2 * StudentDistribution.upperTail(3 / 0.5.squareRoot(), degrees: 4)) < 1e-12)
        #expect(evidence.agrees > 0.99)
        let edge = Evidence.equivalence(five, 3...8)
        #expect(abs(edge.agrees - 0.5) < 1e-12 && edge.differs == 1)
    }

    @Test("more scatter shows less: neither agreement nor difference")
    func scatter() throws {
        let wide = try #require(SampleMean([-9, -3, 3, 9, 15]))
        let (narrowly, widely) = (Evidence.equivalence(five, 1...6), Evidence.equivalence(wide, 1...6))
        #expect(widely.agrees > narrowly.agrees && widely.agrees > 0.3 && widely.differs > 0.3)
    }

    @Test("the interval of a mean")
    func interval() {
        let interval = five.interval(0.9)
        // t of 0.95 with ν = 4 is 2.1318.
        #expect(abs(interval.upperBound - 3 - 2.13184678632665 * 0.5.squareRoot()) < 1e-10)
        #expect(abs(interval.lowerBound + interval.upperBound - 6) < 1e-12)
    }

    @Test("without scatter a mean is inside, outside, or neither")
    func constant() throws {
        let constant = try #require(SampleMean([0, 0, 0, 0, 0]))
        #expect(Evidence.equivalence(constant, -1...1) == Evidence(agrees: 0, differs: 1))
        #expect(Evidence.equivalence(constant, 1...2) == Evidence(agrees: 1, differs: 0))
        #expect(Evidence.equivalence(constant, 0...2).agrees == 0.5)
        #expect(SampleMean([1]) == nil)
    }

    @Test("counts: a rate that is reached, one that is missed")
    func counts() {
        let all = Evidence.frequency(20, of: 20, atLeast: 0.7)
        #expect(abs(all.agrees - 0.000797922662976120) < 1e-12 && all.differs == 1)
        #expect(Evidence.frequency(8, of: 20, atLeast: 0.7).differs < 0.01)
        #expect(Evidence.frequency(8, of: 20, atLeast: 0.7).reversed.agrees < 0.01)
    }

    @Test("two claims at once: the weaker decides, and either may fail")
    func both() {
        let both = Evidence(agrees: 0.01, differs: 0.9).and(Evidence(agrees: 0.04, differs: 0.6))
        #expect(both == Evidence(agrees: 0.04, differs: 1))
        #expect(Evidence(agrees: 0.01, differs: 0.9).and(Evidence(agrees: 0.99, differs: 0.02)).differs == 0.04)
    }

    @Test("Holm's correction: by hand")
    func holm() {
        // Sorted 0.01·4, 0.02·3, 0.03·2 (not below what was before it), 0.6·1.
        #expect(Holm.adjusted([0.03, 0.01, 0.6, 0.02]) == [0.06, 0.04, 0.6, 0.06])
        #expect(Holm.adjusted([0.5, 0.9]) == [1, 1])
        #expect(Holm.adjusted([]) == [])
    }
}
