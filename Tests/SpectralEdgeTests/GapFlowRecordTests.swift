import Kernels
import RunEvents
import SpectralEdge
import TestSupport
import Testing

/// What a tracker makes of its paper's window, from updates along axes of their own: σ are their lengths.
@Suite("Gap flow records")
struct GapFlowRecordTests {
    private static let config = SpectrumConfig(interval: 5, window: 3, tracked: .attention)

    /// A record after each interval whose update is one of the lengths, along axis 0, 1, 2, 0, …
    private static func records(_ lengths: [Float], curvatures: [Double] = [0.5, 0.25, 0.125]) -> [GapFlowRecord?] {
        let tracker = SpectrumTracker(config: config, thresholds: Thresholds(grokked: 0.95), parameterCount: 3)
        let pool = WorkerPool(threadCount: 1)
        return lengths.enumerated().map { index, length in
            tracker.ledger.gradient.base[index % 3] = length
            for step in 1...5 { _ = tracker.stepEnded(5 * index + step, on: pool) }
            return tracker.gapFlow(
                at: 5 * (index + 1), curvatures: curvatures, slopes: [1, 2, 3], sequences: 7, tokens: 11,
                learningRate: 0.1, weightDecay: 2)
        }
    }

    @Test("gap, k* and measured change from window to window") func changes() throws {
        let records = Self.records([8, 2, 1, 4, 1])
        #expect(records[0] == nil, "one update has no spectrum")
        let all = try records.dropFirst().map { try #require($0) }
        // σ: 8 2; 8 2 1; 4 2 1; 4 1 1.
        #expect(largestDifference(all.map(\.gap), [6, 6, 2, 3]) < 1e-6)
        #expect(all.map(\.kStar) == [1, 1, 1, 1] && all.map(\.previousKStar) == [nil, 1, 1, 1])
        #expect(all[0].measuredChange == nil)
        #expect(largestDifference(all.dropFirst().map { $0.measuredChange ?? .nan }, [0, -4, 1]) < 1e-6)
        #expect(all.allSatisfy { !$0.kStarChanged })
    }

    @Test("a gap that moves elsewhere is marked, and its change still given") func moved() throws {
        // σ: 8 2; 8 2 1; 4 3.9 0.5 … after two more.
        let all = try Self.records([8, 0.5, 3.9, 4]).dropFirst().map { try #require($0) }
        #expect(all.map(\.kStar) == [1, 2, 2])
        #expect(all.map(\.kStarChanged) == [false, true, false])
        let gaps = [7.5, 3.4, 3.4]
        #expect(largestDifference(all.map(\.gap), gaps) < 1e-6)
        #expect(abs(try #require(all[1].measuredChange) + 4.1) < 1e-6)
    }

    @Test("its figures are those of the window's edge") func figures() throws {
        let record = try #require(Self.records([8, 2, 1, 4])[3])
        #expect(record.step == 20 && record.interval == 5 && record.window == 3)
        #expect(record.sequences == 7 && record.tokens == 11 && record.learningRate == 0.1 && record.weightDecay == 2)
        // Only the newest, 4 along v_1, drives: G_1 = −4 / (0.1 · 5).
        #expect(largestDifference(record.driving, [-8, 0, 0]) < 1e-5)
        let terms = try #require(record.terms)
        #expect(abs(terms.curvature + 0.1 * 0.25 * 3) < 1e-6)
        #expect(abs(terms.damping + 0.1 * (0.375 + 2) * 2) < 1e-6)
        #expect(abs(terms.driving - 0.1 * 3 * 64 / 4) < 1e-5)
        #expect(abs(try #require(record.predictedChange) - 5 * terms.sum) < 1e-12)
        #expect(record.predictedClass == .functional)
        #expect(record.stability.count == 1 && record.stability[0] < 1e-6)
        #expect(record.slopes == [1, 2, 3] && record.curvatures == [0.5, 0.25, 0.125])
    }

    @Test("without curvatures there is a gap and no prediction") func unmeasured() throws {
        let record = try #require(Self.records([8, 2, 1], curvatures: [])[2])
        #expect(record.terms == nil && record.predictedChange == nil && record.predictedClass == nil)
        #expect(abs(record.gap - 6) < 1e-6 && record.driving.isEmpty)
    }
}
