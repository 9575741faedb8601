import Replication
import Testing

/// Against values of thirty digits (mpmath), and published tables.
@Suite("Distributions")
struct DistributionTests {
    @Test(
        "the regularized incomplete beta function, to 1e-10",
        arguments: [
            (0.3, 2.0, 5.0, 0.579824999999999976), (0.5, 0.5, 0.5, 0.5), (0.9, 10, 3, 0.889130022255000057),
            (0.01, 0.5, 8, 0.307007850294187538), (0.7, 200, 90, 0.643107534778819080),
            (0.999, 3, 0.5, 0.940746810484053740), (0.25, 1000.5, 3000, 0.496964878444744158), (0, 2, 3, 0),
            (1, 2, 3, 1),
        ])
    func beta(_ x: Double, _ a: Double, _ b: Double, _ expected: Double) {
        #expect(abs(IncompleteBeta.regularized(x, a, b) - expected) < 1e-10)
    }

    @Test(
        "Student's distribution, also with degrees of freedom that are no whole number",
        arguments: [
            (1.0, 1.0, 0.75), (2.228138852, 10, 0.975000000000581738), (-3.5, 4, 0.0124480817301113761),
            (0.25, 2.7, 0.589809453088631440), (8, 19, 0.999999916202265586), (.infinity, 3, 1), (-.infinity, 3, 0),
        ])
    func student(_ t: Double, _ degrees: Double, _ expected: Double) {
        #expect(abs(StudentDistribution.cumulative(t, degrees: degrees) - expected) < 1e-10)
    }

    @Test("far out the tail keeps its digits")
    func tail() {
        let tail = StudentDistribution.upperTail(12, degrees: 19)
        #expect(abs(tail / 1.29544731861109966e-10 - 1) < 1e-10)
    }

    @Test(
        "quantiles: Student's table, to more digits",
        arguments: [
            // 2.132, 2.228, 2.539 and 6.314 in the table.
            (0.95, 4.0, 2.13184678632664953), (0.975, 10, 2.22813885198627422), (0.99, 19, 2.53948319062396220),
            (0.95, 1, 6.31375151467503740), (0.9, 2.5, 1.73025092880717683), (0.05, 4, -2.13184678632664953),
            (0.5, 7, 0),
        ])
    func quantile(_ probability: Double, _ degrees: Double, _ expected: Double) {
        #expect(abs(StudentDistribution.quantile(probability, degrees: degrees) - expected) < 1e-9)
    }

    @Test("binomial tails by hand")
    func binomial() {
        // Two heads or more of three: 4/8. Seven sixes of ten and so on by the complement.
        #expect(abs(Binomial.atLeast(2, of: 3, probability: 0.5) - 0.5) < 1e-14)
        #expect(abs(Binomial.atMost(1, of: 3, probability: 0.5) - 0.5) < 1e-14)
        #expect(abs(Binomial.atLeast(20, of: 20, probability: 0.7) - 0.000797922662976120) < 1e-14)
        #expect(Binomial.atLeast(0, of: 5, probability: 0.1) == 1 && Binomial.atMost(5, of: 5, probability: 0.1) == 1)
    }

    @Test(
        "intervals of Clopper and Pearson, as published tables have them",
        arguments: [
            (6, 20, 0.118931590405728, 0.542789182276289), (0, 20, 0, 0.168433470983085),
            (19, 20, 0.7512672, 0.9987349), (1, 10, 0.002528579, 0.4450161), (10, 10, 0.6915029, 1),
        ])
    func interval(_ successes: Int, _ trials: Int, _ low: Double, _ high: Double) throws {
        let interval = try #require(Binomial.interval(successes, of: trials))
        #expect(abs(interval.lowerBound - low) < 5e-8 && abs(interval.upperBound - high) < 5e-8)
        #expect(Binomial.interval(0, of: 0) == nil)
    }
}
