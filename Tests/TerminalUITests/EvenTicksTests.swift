import TerminalUI
import Testing

@Suite("Ticks") struct EvenTicksTests {
    /// The rows in which an axis writes its labels, from the top.
    private func rows(_ ticks: EvenTicks, rows: Int) -> [Int] {
        let axis = ValueAxis(
            scale: .linear(ticks.bounds), labels: ticks.values.map { .init(value: $0, text: "x") }, style: .plain)
        return screen(1, rows, axis).enumerated().filter { $0.element == "x" }.map(\.offset)
    }

    @Test("are equally many rows apart, two at least, whatever the height", arguments: 4...60)
    func equalDistances(height: Int) {
        for floor in [0, 0.1, 0.3, 0.5, 0.6, 0.8, 0.9] {
            let ticks = EvenTicks(floor...1, rows: height, steps: [0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5])
            let found = rows(ticks, rows: height)
            #expect(found.count == ticks.values.count && found.first == 0, "\(floor), \(height) rows")
            let distances = Set(zip(found, found.dropFirst()).map { $1 - $0 })
            #expect(distances.count <= 1 && distances.allSatisfy { $0 >= 2 }, "\(floor), \(height) rows: \(found)")
            #expect(ticks.bounds.upperBound == 1 && ticks.bounds.lowerBound <= floor + 1e-9)
            #expect(ticks.values.allSatisfy { $0 >= floor - 1e-9 })
        }
    }

    @Test("of exponents are whole decades", arguments: 4...40)
    func decades(height: Int) {
        for exponents in [-3.25 ... -1.0, -9.75...0.5, 0.25...1.25, -12.0...0] {
            let ticks = EvenTicks(exponents, rows: height, steps: [1, 2, 3, 4, 5, 10, 20, 50])
            #expect(!ticks.values.isEmpty && ticks.values.allSatisfy { $0 == $0.rounded() })
            let found = rows(ticks, rows: height)
            #expect(Set(zip(found, found.dropFirst()).map { $1 - $0 }).count <= 1, "\(exponents), \(height): \(found)")
        }
    }

    @Test("lose little of the height where it is high enough", arguments: 12...60)
    func room(height: Int) {
        for floor in [0, 0.2, 0.5, 0.7, 0.9] {
            let ticks = EvenTicks(floor...1, rows: height, steps: [0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5])
            #expect((1 - floor) / (1 - ticks.bounds.lowerBound) >= 0.74, "\(floor), \(height) rows")
        }
    }

    @Test("of other values are round")
    func roundValues() {
        for (low, high) in [(0.0, 7.3), (-1200, 4300), (0.0012, 0.0019)] {
            let ticks = EvenTicks(low...high, rows: 12, steps: EvenTicks.roundSteps(for: high - low))
            #expect(ticks.values.count >= 2)
            #expect(ticks.values.allSatisfy { abs($0 / ticks.step - ($0 / ticks.step).rounded()) < 1e-9 })
        }
    }
}
