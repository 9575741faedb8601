import TerminalUI
import Testing

@Suite struct TimeScaleTests {
    @Test(arguments: [1, 7, 100, 1700, 10_000], [1, 5, 113, 400])
    func everyStepHasOneColumnAndFinerScalesAgree(limit: Int, columns: Int) throws {
        let time = TimeScale(StepRange(last: limit), columns: columns)
        for step in 0...limit {
            let column = try #require(time.column(of: step))
            let fine = try #require(time.column(of: step, parts: 2))
            #expect(fine / 2 == column)
            #expect(time.steps(in: column).contains(step))
        }
        #expect(time.column(of: 0) == 0)
        #expect(time.column(of: limit) == columns - 1)
        #expect(time.column(of: limit + 1) == nil)
        #expect(time.column(of: -1) == nil)
    }

    @Test func noColumnsHoldNothing() {
        let time = TimeScale(StepRange(last: 10), columns: 0)
        #expect(time.column(of: 3) == nil)
        #expect(time.steps(in: 0).isEmpty)
    }

    @Test(arguments: [(0, 10), (10, 10), (11, 12), (1000, 1000), (1001, 1200), (9999, 10_000)])
    func roundLimits(value: Int, expected: Int) {
        #expect(NiceSteps.atLeast(value, from: NiceSteps.limits) == expected)
    }

    @Test func limitsNeverLeaveAFifthEmpty() {
        for value in stride(from: 200, through: 20_000, by: 10) {
            let limit = NiceSteps.atLeast(value, from: NiceSteps.limits)
            #expect(value <= limit && Double(value) > 0.8 * Double(limit))
        }
    }

    @Test(arguments: [(0, 10_000), (3_000, 3_500), (777, 1_001)], [false, true])
    func labelsHaveRoom(ends: (first: Int, last: Int), isLogarithmic: Bool) {
        let range = StepRange(first: ends.first, last: ends.last)
        for columns in [10, 54, 73, 113, 193] {
            let time = TimeScale(isLogarithmic ? range.logarithmic(unit: 20) : range, columns: columns)
            let labels = StepAxis.labels(steps: time.range, columns: columns)
            #expect(labels.allSatisfy(range.contains))
            let places = labels.compactMap { time.column(of: $0) }
            #expect(zip(places, places.dropFirst()).allSatisfy { $1 - $0 >= StepAxis.labelDistance - 1 })
        }
    }

    @Test(arguments: [(0, 100), (950, 1_700), (0, 100_000)], [1, 5, 113])
    func partsAndLogarithmsHaveAColumnForEveryStep(ends: (first: Int, last: Int), columns: Int) throws {
        let even = StepRange(first: ends.first, last: ends.last)
        for range in [even, even.logarithmic(unit: 20)] {
            let time = TimeScale(range, columns: columns)
            var last = 0
            for step in stride(from: range.first, through: range.last, by: max(1, range.length / 997)) {
                let column = try #require(time.column(of: step))
                #expect(column >= last && time.steps(in: column).contains(step))
                #expect(try #require(time.column(of: step, parts: 2)) / 2 == column)
                last = column
            }
            #expect((0..<columns).reduce(0) { $0 + time.steps(in: $1).count } == range.length + 1)
            #expect(time.column(of: range.first - 1) == nil && time.column(of: range.last + 1) == nil)
        }
    }

    @Test func equalRatiosAreEquallyFarApart() throws {
        let time = TimeScale(StepRange(last: 20_000).logarithmic(unit: 20), columns: 301)
        let columns = try [20, 200, 2_000, 20_000].map { try #require(time.column(of: $0)) }
        #expect(columns == [0, 100, 200, 300])
        #expect(time.column(of: 0) == 0 && time.column(of: 19) == 0)
    }
}
