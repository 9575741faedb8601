import TerminalUI
import Testing

/// Binary search against its naive twin, which passes over all samples.
@Suite struct ColumnSamplingTests {
    private func naive(_ steps: [Int], time: TimeScale, now: Int, hold: Int) -> [ColumnSampling.State] {
        var next = 0
        return (0..<time.columns).map { column in
            let range = time.steps(in: column)
            let first = range.isEmpty ? column * time.range.last / time.columns : range.lowerBound
            guard first <= now else { return .future }
            let last = max(first, range.upperBound - 1)
            while next < steps.count, steps[next] <= last { next += 1 }
            guard next > 0, steps[next - 1] + max(1, hold) > first else { return .missing }
            return .sample(next - 1)
        }
    }

    @Test(arguments: [0, 1, 30, 900], [1, 7, 73, 113])
    func everyColumnIsTheSame(count: Int, columns: Int) {
        for seed in 0..<20 {
            var random = RandomWalk(seed: UInt64(seed))
            var step = 0
            let steps = (0..<count).map { _ in
                step += random.below(40)
                return step
            }
            let time = TimeScale(StepRange(last: [5, 100, step + 1, step * 2][seed % 4]), columns: columns)
            let now = [step, step / 2, time.range.last][seed % 3]
            let hold = [0, 20, 500][random.below(3)]
            let found = ColumnSampling.newest(count: count, step: { steps[$0] }, time: time, now: now, hold: hold)
            #expect(found == naive(steps, time: time, now: now, hold: hold))
        }
    }

    @Test func aRibbonOverAMillionSamplesAsksForFew() {
        var asked = 0
        let samples = StepSamples(
            count: 1_000_000,
            step: {
                asked += 1; return $0
            }
        ) { _ in
            Ribbon.Look("x", .plain)
        }
        let ribbon = Ribbon(
            samples: samples, steps: StepRange(last: 1_000_000), now: 999_999, hold: 1, missing: .init(".", .plain))
        #expect(screen(113, 1, ribbon) == [String(repeating: "x", count: 113)])
        #expect(asked <= 113 * 22)
    }
}
