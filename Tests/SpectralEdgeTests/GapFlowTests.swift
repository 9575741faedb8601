import Kernels
import RunEvents
import SpectralEdge
import TestSupport
import Testing

@Suite("Gap flow")
struct GapFlowTests {
    private static let thresholds = Thresholds(grokked: 0.95)

    /// An edge with these σ: updates along axes of their own.
    private static func edge(_ sigma: [Double]) -> Edge {
        Edge(
            sigma.enumerated().map { index, length in
                Update(gradient: sigma.indices.map { $0 == index ? length : 0 })
            })
    }

    private static func flow(
        _ sigma: [Double], _ curvatures: [Double], _ driving: [Double], weightDecay: Double = 1
    ) -> GapFlow {
        GapFlow(
            edge: edge(sigma), curvatures: curvatures, driving: driving, learningRate: 0.01, weightDecay: weightDecay)
    }

    @Test("the three terms by hand, k* = 1") func first() throws {
        let flow = Self.flow([8, 2, 1], [3, 1, 50], [4, 2, 70])
        #expect(flow.kStar == 1 && abs(flow.gap - 6) < 1e-13)
        let terms = try #require(flow.terms)
        // −0.01 (3 − 1) 5, −0.01 (2 + 1) 6, 0.01 · 3 (16/8 − 4/2).
        #expect(abs(terms.curvature + 0.1) < 1e-14 && abs(terms.damping + 0.18) < 1e-14)
        #expect(abs(terms.driving) < 1e-14)
        #expect(abs(try #require(flow.predictedChange(steps: 50)) + 14) < 1e-11)
        #expect(flow.predictedClass(Self.thresholds) == .compression)
    }

    @Test("the three terms by hand, k* = 2") func second() throws {
        let flow = Self.flow([4, 3.9, 1, 0.9], [9, 2, -1, 7], [90, 3.9, 0.5, 10], weightDecay: 0.5)
        #expect(flow.kStar == 2 && abs(flow.gap - 2.9) < 1e-13)
        let terms = try #require(flow.terms)
        #expect(abs(terms.curvature + 0.01 * 3 * 2.45) < 1e-14)
        #expect(abs(terms.damping + 0.01 * (0.5 + 0.5) * 2.9) < 1e-14)
        #expect(abs(terms.driving - 0.01 * 4 * (3.9 - 0.25)) < 1e-14)
        let share = try #require(flow.drivingShare)
        #expect(abs(share - 0.146 / (0.146 + 0.029)) < 1e-13)
        #expect(flow.predictedClass(Self.thresholds) == .mixed)
        var generous = Self.thresholds
        generous.functional = 0.8
        #expect(flow.predictedClass(generous) == .functional)
    }

    @Test(
        "no terms without v_k*+1, its curvature or its driving",
        arguments: [
            ([4], [1], [1]), ([3, 0, 0], [1, 1, 1], [1, 1, 1]), ([0, 0], [1, 1], [1, 1]), ([8, 2], [1], [1, 1]),
            ([8, 2], [1, 1], [1]), ([4, 3.9, 1], [1, 1], [1, 1]),
        ] as [([Double], [Double], [Double])])
    func missing(sigma: [Double], curvatures: [Double], driving: [Double]) {
        let flow = Self.flow(sigma, curvatures, driving)
        #expect(flow.terms == nil && flow.predictedChange(steps: 1) == nil)
        #expect(flow.drivingShare == nil && flow.predictedClass(Self.thresholds) == nil)
        #expect(flow.gap >= 0 && flow.gap.isFinite)
    }

    @Test("k* at the last gap of the window has its terms") func lastGap() throws {
        let flow = Self.flow([10, 6, 3, 0.1], [1, 1, 4, 2], [1, 1, 3, 0.1])
        #expect(flow.kStar == 3)
        #expect(abs(try #require(flow.terms).driving - 0.04 * (3 - 0.1)) < 1e-12)
    }

    @Test("nothing that pushes: a share of zero") func still() {
        let flow = Self.flow([8, 2], [-1, -1], [0, 0])
        #expect(flow.terms?.damping == 0 && flow.drivingShare == 0)
        #expect(flow.predictedClass(Self.thresholds) == .compression)
    }
}
