import Kernels
import RunEvents
import SpectralEdge
import TestSupport
import Testing

@Suite("Spectrum tracker")
struct SpectrumTrackerTests {
    private static let config = SpectrumConfig(interval: 10, window: 6, tracked: .attention)
    private static let parameterCount = 30

    /// What each step adds: multiples of 1/64, so that float sums are exact in any order.
    private static let steps: [Update] = {
        var generator = RandomGenerator(seed: 4, stream: .probes)
        func values() -> [Double] { (0..<parameterCount).map { _ in Double(generator.integer(below: 129) - 64) / 64 } }
        return (0..<90).map { _ in Update(gradient: values(), decay: values()) }
    }()

    private static func sum(_ range: Range<Int>) -> Update {
        var sum = Update(gradient: Array(repeating: 0, count: parameterCount))
        for step in steps[range] {
            for i in 0..<parameterCount {
                sum.gradient[i] += step.gradient[i]
                sum.decay[i] += step.decay[i]
            }
        }
        return sum
    }

    private static func track() -> (records: [SpectrumRecord], tracker: SpectrumTracker, uncleared: [Int]) {
        let pool = WorkerPool(threadCount: 1)
        let tracker = SpectrumTracker(
            config: config, thresholds: Thresholds(grokked: 0.95), parameterCount: parameterCount)
        var records: [SpectrumRecord] = []
        var uncleared: [Int] = []
        for (index, step) in steps.enumerated() {
            for i in 0..<parameterCount {
                tracker.ledger.gradient.base[i] += Float(step.gradient[i])
                tracker.ledger.decay.base[i] += Float(step.decay[i])
            }
            #expect(tracker.directions().isEmpty == (index + 1 <= SpectrumTracker.firstDirections(config)))
            records += tracker.stepEnded(index + 1, on: pool)
            let isClear = (tracker.ledger.gradient.contents() + tracker.ledger.decay.contents()).allSatisfy { $0 == 0 }
            if isClear != ((index + 1) % 2 == 0) { uncleared.append(index + 1) }
        }
        return (records, tracker, uncleared)
    }

    @Test("a fine record at every fifth of the interval, a coarse one at each, from the second update on")
    func cadence() {
        let (records, _, uncleared) = Self.track()
        #expect(records.filter { $0.interval == 2 }.map(\.step) == Array(stride(from: 4, through: 90, by: 2)))
        #expect(records.filter { $0.interval == 10 }.map(\.step) == Array(stride(from: 20, through: 90, by: 10)))
        #expect(records.allSatisfy { $0.window == 6 })
        // Where both come, fine first.
        #expect(records.filter { $0.step == 30 }.map(\.interval) == [2, 10])
        #expect(uncleared.isEmpty, "the ledger is cleared with each fine interval, and only then")
    }

    @Test("each record is the edge of the sums of its steps", arguments: [2, 10])
    func records(interval: Int) throws {
        for record in Self.track().records where record.interval == interval {
            let newest = record.step / interval
            let updates = (max(0, newest - 6)..<newest).map { Self.sum($0 * interval..<($0 + 1) * interval) }
            let edge = Edge(updates)
            #expect(relativeError(record.sigma, edge.sigma) < 1e-9, "step \(record.step)")
            #expect(relativeError(record.eigenvalues, edge.eigenvalues) < 1e-9)
            #expect(record.kStarRatio == edge.kStarRatio && record.kStarWeighted == edge.kStarWeighted)
            #expect(abs(try #require(record.gapRatio) - edge.gapRatio!) < 1e-9 * edge.gapRatio!)
            if updates.count < 3 {
                #expect(record.g23 == nil)
            } else {
                #expect(abs(try #require(record.g23) - edge.g23!) < 1e-9 * edge.eigenvalues[0])
            }
            let followed = min(4, updates.count)
            #expect(relativeError(record.gradientFraction, (0..<followed).map(edge.gradientFraction)) < 1e-9)
            #expect(relativeError(record.alignment, Array(edge.alignment.prefix(followed))) < 1e-9)
            #expect(record.rotationDegrees.count == (newest == 2 ? 0 : min(4, updates.count, newest - 1)))
            #expect(record.rotationDegrees.allSatisfy { (0...90).contains($0) })
            let fraction = edge.gradientFraction(edge.kStarWeighted - 1)
            #expect(
                record.driveClass == DriveClass(gradientFraction: fraction, thresholds: Thresholds(grokked: 0.95)))
        }
    }

    @Test("probes get the coarse window's first four directions") func directions() {
        let tracker = Self.track().tracker
        let edge = Edge((3..<9).map { Self.sum($0 * 10..<($0 + 1) * 10) })
        let directions = tracker.directions()
        #expect(directions.count == 4)
        for (k, direction) in directions.enumerated() {
            let expected = (0..<Self.parameterCount).map { i in
                (3..<9).reduce(0) { $0 + edge.coefficients[k][$1 - 3] * Self.sum($1 * 10..<($1 + 1) * 10).total[i] }
            }
            #expect(largestDifference(direction.map { Double($0) }, expected) < 1e-6)
        }
    }
}
