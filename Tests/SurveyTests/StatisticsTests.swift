import Survey
import Testing

/// The statistics against figures of other programs. The data are those of Freireich and others (Blood 21, 1963,
/// 699–716), which many textbooks use: weeks of remission of 21 patients with 6-mercaptopurine and 21 without. The
/// expected figures come from scipy 1.17.1, `stats.ecdf(CensoredData).sf.confidence_interval(method="log-log")` and
/// `stats.logrank`, but for those that say so.
@Suite("Statistics of a sweep")
struct StatisticsTests {
    private static let treated = observations(
        "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+")
    private static let control = observations("1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23")

    private static func observations(_ text: String) -> [Survival.Observation] {
        text.split(separator: " ").map { word in
            let isEvent = !word.hasSuffix("+")
            return Survival.Observation(time: Int(isEvent ? word : word.dropLast()) ?? -1, isEvent: isEvent)
        }
    }

    @Test("the product-limit estimate and its interval, with censored times among the events")
    func survival() throws {
        let survival = Survival(Self.treated)
        #expect(survival.count == 21 && survival.events == 9 && survival.lastTime == 35)
        let expected: [(Int, Int, Double, Double, Double)] = [
            (6, 21, 0.8571428571428571, 0.6197179552659838, 0.951551747646997),
            (7, 17, 0.8067226890756302, 0.5631465646222333, 0.9228090192028804),
            (10, 15, 0.7529411764705881, 0.5031995107999564, 0.8893618351692655),
            (13, 12, 0.6901960784313724, 0.43161022248618397, 0.8490659633494507),
            (16, 11, 0.6274509803921567, 0.36751085598750205, 0.8049121894718412),
            (22, 7, 0.53781512605042, 0.26777893676713505, 0.7467907176353944),
            (23, 6, 0.4481792717086834, 0.18805200595923235, 0.6801426284952414),
        ]
        #expect(survival.steps.count == expected.count)
        for (step, values) in zip(survival.steps, expected) {
            let interval = try #require(step.interval)
            #expect(step.time == values.0 && step.atRisk == values.1)
            #expect(abs(step.survival - values.2) < 1e-12)
            #expect(abs(interval.lowerBound - values.3) < 1e-9 && abs(interval.upperBound - values.4) < 1e-9)
        }
    }

    @Test("medians and their intervals, open where too few had their event")
    func medians() {
        // The textbooks' medians. The ends follow by hand from the intervals of the other test.
        let treated = Survival(Self.treated)
        #expect(treated.median == 23 && treated.medianInterval.low == 13 && treated.medianInterval.high == nil)
        let control = Survival(Self.control)
        #expect(control.median == 8 && control.medianInterval.low == 4 && control.medianInterval.high == 11)
        #expect(Survival([]).median == nil && Survival([]).lastTime == 0)
    }

    @Test("where all have their event the curve ends at 0, without an interval")
    func toZero() {
        let survival = Survival([.init(time: 5, isEvent: true), .init(time: 3, isEvent: true)])
        #expect(survival.steps.map(\.survival) == [0.5, 0])
        #expect(survival.steps[0].interval != nil && survival.steps[1].interval == nil)
        let none = Survival([.init(time: 5, isEvent: false)])
        #expect(none.steps.isEmpty && none.median == nil && none.lastTime == 5)
    }

    @Test("the log-rank test, and the ratio of rates")
    func logRank() throws {
        let test = try #require(LogRank(Self.treated, Self.control))
        #expect(abs(test.chiSquared - 16.792940989216536) < 1e-9)
        #expect(abs(test.p / 4.168809109334529e-05 - 1) < 1e-9)
        // O − E and V as R's survival::survdiff prints them: 9 − 19.25, and 6.26.
        #expect(abs(test.excess + 10.25) < 0.005 && abs(test.variance - 6.257) < 0.005)
        let reversed = try #require(LogRank(Self.control, Self.treated))
        #expect(abs(test.rateRatio.value * reversed.rateRatio.value - 1) < 1e-12)
        #expect(test.rateRatio.interval.upperBound < 1 && test.rateRatio.interval.contains(test.rateRatio.value))
    }

    @Test("nothing to compare is no test")
    func nothingToCompare() {
        let quiet = [Survival.Observation(time: 5, isEvent: false)]
        #expect(LogRank(quiet, quiet) == nil && LogRank([], Self.control) == nil)
        #expect(LogRank(quiet, [.init(time: 9, isEvent: true)]) == nil, "the first was not watched so long")
    }

    @Test(
        "Wilson's interval",
        arguments: [
            (0, 5, 0.0, 0.43448246478317476),
            (4, 5, 0.3755346297625253, 0.9637758913675698),
            (5, 5, 0.5655175352168251, 1.0),
            (7, 20, 0.1811918241010821, 0.5671457233147637),
            (200, 1000, 0.1763770904431985, 0.2259189646481346),
        ])
    func wilson(_ row: (Int, Int, Double, Double)) throws {
        let interval = try #require(Wilson.interval(row.0, of: row.1))
        #expect(abs(interval.lowerBound - row.2) < 1e-12 && abs(interval.upperBound - row.3) < 1e-12)
        #expect(Wilson.interval(0, of: 0) == nil)
    }

    @Test("quantiles as numpy has them")
    func quantiles() throws {
        let values = [3.0, 1, 4, 1, 5, 9]
        for (probability, expected) in [(0.0, 1.0), (0.25, 1.5), (0.5, 3.5), (0.75, 4.75), (0.9, 7.0), (1, 9)] {
            #expect(abs(try #require(Quantile.of(values, probability)) - expected) < 1e-12)
        }
        #expect(Quantile.of([2], 0.25) == 2 && Quantile.of([], 0.5) == nil)
    }
}
