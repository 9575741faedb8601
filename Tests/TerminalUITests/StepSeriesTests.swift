import TerminalUI
import Testing

@Suite struct StepSeriesTests {
    private func series(_ values: [Double]) -> StepSeries {
        StepSeries(values.enumerated().map { .init(step: $0.offset * 3, value: $0.element) })
    }

    private func naive(_ values: some Sequence<Double>) -> Extremes {
        var extremes = Extremes()
        for value in values { extremes.take(value) }
        return extremes
    }

    @Test(arguments: [0, 1, 7, 8, 9, 63, 64, 65, 511, 512, 513, 1_000])
    func extremesOfEveryStretchAreThoseOfItsValues(count: Int) {
        var random = RandomWalk(seed: UInt64(count))
        let values = (0..<count).map { _ in
            random.chance(20) ? [Double.nan, .infinity][random.below(2)] : random.value()
        }
        let series = series(values)
        for first in stride(from: 0, through: count, by: max(1, count / 37)) {
            for end in stride(from: first, through: count, by: max(1, count / 41)) {
                #expect(series.extremes(in: first..<end) == naive(values[first..<end]), "\(first)..<\(end)")
            }
        }
        #expect(series.extremes(in: 0..<count) == naive(values))
    }

    @Test func stepsAreFound() {
        let series = series([5, 6, 7])
        #expect([-1, 0, 1, 3, 4, 6, 7].map(series.firstIndex(atOrAfter:)) == [0, 0, 1, 1, 2, 2, 3])
        #expect(StepSeries().firstIndex(atOrAfter: 0) == 0)
    }

    @Test func equalStepsAreFoundAtTheirFirst() {
        let series = StepSeries([.init(step: 1, value: 0), .init(step: 1, value: 1), .init(step: 1, value: 2)])
        #expect([0, 1, 2].map(series.firstIndex(atOrAfter:)) == [0, 0, 3])
    }

    @Test(arguments: [0, 1, 7, 8, 9, 63, 64, 65, 512, 600])
    func aPrefixThatGoesOnByItself(length: Int) {
        var random = RandomWalk(seed: 5)
        let values = (0..<700).map { _ in random.value() }
        var branch = series(values).prefix(length)
        branch.forgetLater()
        let others = (length..<700).map { _ in random.value() }
        for (index, value) in others.enumerated() { branch.append(step: (length + index) * 3, value: value) }
        let expected = Array(values.prefix(length)) + others
        #expect(branch.count == 700)
        for first in stride(from: 0, to: 700, by: 13) {
            for end in stride(from: first, through: 700, by: 17) {
                #expect(branch.extremes(in: first..<end) == naive(expected[first..<end]), "\(first)..<\(end)")
            }
        }
    }

    @Test func aPrefixIsTheSeriesThatItBeganWith() {
        var random = RandomWalk(seed: 3)
        let values = (0..<700).map { _ in random.value() }
        let whole = series(values)
        for length in [0, 1, 8, 63, 64, 65, 513, 699, 700, 900] {
            let prefix = whole.prefix(length)
            let end = min(700, length)
            #expect(prefix.count == end)
            #expect(prefix.extremes(in: 0..<end) == naive(values[..<end]))
            #expect(prefix.firstIndex(atOrAfter: 5_000) == end)
        }
    }

    @Test func aSeriesGoesOnAfterItsPrefixIsTaken() {
        var whole = series([1, 2, 3])
        let prefix = whole.prefix(2)
        whole.append(step: 9, value: -4)
        #expect(whole.extremes(in: 0..<4).lowest == -4)
        #expect(prefix.count == 2 && prefix.extremes(in: 0..<2).lowest == 1)
    }

    /// What makes a long run quick to draw.
    @Test func aStretchOfAMillionValuesIsReadFromFewEntries() {
        var series = StepSeries()
        for step in 0..<1_000_000 { series.append(step: step, value: step == 777_777 ? 1 : 0) }
        for range in [0..<1_000_000, 1..<999_999, 7..<777_778, 500_001..<999_999, 777_777..<777_778] {
            var reads = 0
            series.forEachEntry(covering: range) { _, _ in reads += 1 }
            #expect(reads <= 14 * 7, "\(range)")
            #expect(series.extremes(in: range).highest == (range.contains(777_777) ? 1 : 0))
        }
    }
}
