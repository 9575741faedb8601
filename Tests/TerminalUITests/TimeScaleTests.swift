import TerminalUI
import Testing

@Suite struct TimeScaleTests {
    @Test(arguments: [1, 7, 100, 1700, 10_000], [1, 5, 113, 400])
    func everyStepHasOneColumnAndFinerScalesAgree(limit: Int, columns: Int) throws {
        let time = TimeScale(limit: limit, columns: columns)
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
        let time = TimeScale(limit: 10, columns: 0)
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

    @Test func labelsHaveRoom() {
        for columns in [10, 54, 73, 113, 193] {
            let labels = StepAxis.labels(limit: 10_000, columns: columns)
            let time = TimeScale(limit: 10_000, columns: columns)
            let places = labels.compactMap { time.column(of: $0) }
            #expect(zip(places, places.dropFirst()).allSatisfy { $1 - $0 >= StepAxis.labelDistance - 1 })
        }
    }
}
