import Lifecycle
import RunEvents
import Testing

@Suite("Lifecycle: phases without a test set")
struct LifecycleEstimatorTests {
    private static let rule = LifecycleRule(compressionShare: 0.1, learningShare: 0.5, patience: 3)

    private static func readings(_ events: [RunEvent]) -> [PhaseReading] {
        var estimator = LifecycleEstimator(config: Told.config, rule: rule)
        return events.compactMap { estimator.take($0) }
    }

    @Test("fitting until the train set is memorized, then by who moves v₁ in the fine window")
    func phases() {
        let readings = Self.readings(
            [Told.evaluation(0, train: 0.5), Told.fine(100, 0.2), Told.evaluation(100, train: 0.99)]
                + [(120, 1.0, -1.0), (140, 0.5, 1), (160, 0.49, -1), (180, 0.49, 1), (200, 0.1, -1), (220, 0.9, 1)]
                .map { Told.fine($0, $1, alignment: $2) })
        #expect(
            readings.map(\.phase) == [.fitting, .learningEdge, .aligned, .compression, .learningEdge])
        #expect(readings.map(\.step) == [0, 120, 180, 200, 220])
        #expect(readings.allSatisfy { $0.generalizingSince == nil })
    }

    @Test("generalizing is said after so many windows in a row, and not taken back")
    func generalizing() {
        let shares = [0.0, 0.0, 1.0, 0.2, 0.0, 0.3, 1.0, 1.0]
        let readings = Self.readings(
            [Told.evaluation(100, train: 1)] + shares.enumerated().map { Told.fine(120 + 20 * $0, $1, alignment: 1) })
        #expect(readings.compactMap(\.generalizingSince) == [220, 220])
        #expect(readings.last == PhaseReading(step: 240, phase: .learningEdge, generalizingSince: 220))
    }

    @Test("neither the test set, the paper's window nor one that is still filling is looked at")
    func blind() {
        #expect(
            Self.readings([
                Told.evaluation(100, train: 1, test: 1), Told.coarse(200, 0), Told.fine(220, 0, updates: 4),
                Told.grokked(220),
            ]).isEmpty)
    }

    @Test("without weight decay nothing is ever called") func withoutDecay() {
        let events = [Told.evaluation(100, train: 1)] + (6...500).map { Told.fine(20 * $0, 1, alignment: 0) }
        #expect(Self.readings(events).map(\.phase) == [.learningEdge])
    }
}
