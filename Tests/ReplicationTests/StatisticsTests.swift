import Replication
import Testing

/// Against figures taken by hand.
@Suite("Statistics")
struct StatisticsTests {
    @Test("mean, sample s.d. and median")
    func moments() throws {
        let values = [2.0, 4, 4, 4, 5, 5, 7, 9]
        #expect(Statistics.mean(values) == 5)
        // Squares of distances sum to 32, over n − 1 = 7.
        #expect(abs(try #require(Statistics.deviation(values)) - (32.0 / 7).squareRoot()) < 1e-15)
        #expect(Statistics.median(values) == 4.5)
        #expect(Statistics.median([3, 1, 2]) == 2)
    }

    @Test("what there is too little of is nil")
    func little() {
        #expect(Statistics.mean([]) == nil)
        #expect(Statistics.deviation([1]) == nil)
        #expect(Statistics.median([]) == nil)
        #expect(Statistics.correlation([(1, 2), (2, 3)]) == nil)
        #expect(Statistics.correlation([(1, 2), (2, 2), (3, 2)]) == nil)
    }

    @Test("correlation of values and of ranks")
    func correlation() throws {
        // Deviations (−1, 0, 1) and (−4/3, −1/3, 5/3): Σxy = 3, Σxx = 2, Σyy = 42/9.
        let pairs = [(1.0, 1.0), (2, 2), (3, 4)]
        #expect(abs(try #require(Statistics.correlation(pairs)) - 3 / (2.0 * 42 / 9).squareRoot()) < 1e-15)
        #expect(abs(try #require(Statistics.rankCorrelation(pairs)) - 1) < 1e-15)
        #expect(abs(try #require(Statistics.rankCorrelation([(1, 1e9), (2, 4), (3, -7)])) + 1) < 1e-15)
    }

    @Test("equal values share a rank")
    func ties() throws {
        // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: Σxy = 4.5, Σxx = 4.5, Σyy = 5.
        let rank = try #require(Statistics.rankCorrelation([(1, 1), (2, 2), (2, 3), (5, 4)]))
        #expect(abs(rank - 4.5 / (4.5 * 5.0).squareRoot()) < 1e-15)
    }
}
