import Foundation
import RunEvents
import SpectralEdge
import TestSupport
import Testing

@Suite("Edge")
struct EdgeTests {
    /// `length` along axis `axis` of six.
    private static func axis(_ axis: Int, _ length: Double) -> [Double] { (0..<6).map { $0 == axis ? length : 0 } }

    private static func along(_ lengths: [Double]) -> Edge {
        Edge(lengths.enumerated().map { Update(gradient: axis($0, $1)) })
    }

    @Test("orthogonal updates: their lengths are σ, and their directions v") func orthogonal() {
        let edge = Self.along([2, 5, 3])
        #expect(largestDifference(edge.sigma, [5, 3, 2]) < 1e-14)
        #expect(largestDifference(edge.eigenvalues, [25, 9, 4]) < 1e-13)
        #expect(largestDifference(edge.coefficients[0], [0, 0.2, 0]) < 1e-15)
        #expect(largestDifference(edge.coefficients[2], [0.5, 0, 0]) < 1e-15)
        // Ratios 5/3 and 3/2; weighted 25/3 and 9/2.
        #expect(edge.kStarRatio == 1 && edge.kStarWeighted == 1)
        #expect(abs(edge.gapRatio! - 5.0 / 3) < 1e-14)
        #expect(abs(edge.g23! - 5) < 1e-13)
        // Only update 1 of three moves along v_1, by 5.
        #expect(abs(edge.gradientEnergy[0] - 25.0 / 3) < 1e-13)
    }

    @Test(
        "where the gap lies",
        arguments: [
            ([9, 3, 2, 1], 1, 1, 3), ([4, 3.9, 1, 0.9], 2, 2, 3.9), ([10, 6, 3, 0.1], 3, 3, 30),
            // The smallest two decide the plain ratio (5), but carry no movement: weighted 10 · 2 beats 0.5 · 5.
            ([10, 5, 2, 0.5, 0.1], 4, 1, 2),
        ] as [([Double], Int, Int, Double)])
    func kStar(sigma: [Double], ratio: Int, weighted: Int, gapRatio: Double) {
        let edge = Self.along(sigma)
        #expect(edge.kStarRatio == ratio && edge.kStarWeighted == weighted)
        #expect(abs(edge.gapRatio! - gapRatio) < 1e-10 * gapRatio)
    }

    @Test("over a σ of zero there is no ratio") func zeroSigma() {
        let edge = Self.along([3, 0, 2])
        #expect(edge.sigma[2] == 0)
        #expect(edge.kStarRatio == 2 && edge.kStarWeighted == 2 && edge.gapRatio == nil)
        #expect(edge.coefficients[2].allSatisfy { $0 == 0 } && edge.gradientFraction(2) == 0)
        let still = Self.along([0, 0, 0])
        #expect(still.sigma == [0, 0, 0] && still.kStarRatio == 1 && still.gapRatio == nil)
        #expect(still.g23 == 0 && still.gradientFraction(0) == 0)
        #expect(still.sigma.allSatisfy { !$0.isNaN } && still.alignment.allSatisfy { !$0.isNaN })
    }

    @Test("one update, or two, have no g23") func few() {
        let one = Self.along([4])
        #expect(one.sigma == [4] && one.g23 == nil && one.gapRatio == nil)
        #expect(one.kStarRatio == 1 && one.kStarWeighted == 1)
        let two = Self.along([4, 2])
        #expect(two.g23 == nil && two.gapRatio == 2)
    }

    @Test("what drives v_1: decay alone, gradient alone, both") func fractions() {
        let decay = (1...3).map { Update(gradient: Self.axis(0, 0), decay: Self.axis(0, -Double($0))) }
        #expect(Edge(decay).gradientFraction(0) == 0)
        #expect(Edge(decay).alignment[0] == 0)
        let gradient = (1...3).map { Update(gradient: Self.axis(0, Double($0))) }
        #expect(Edge(gradient).gradientFraction(0) == 1)
        // Gradient 3, decay −1 along the same axis: 9/(9 + 1), and they push against each other: −3.
        let against = Edge((0..<3).map { _ in Update(gradient: Self.axis(0, 3), decay: Self.axis(0, -1)) })
        #expect(abs(against.gradientFraction(0) - 0.9) < 1e-14)
        #expect(abs(against.alignment[0] + 3) < 1e-13)
        let together = Edge((0..<3).map { _ in Update(gradient: Self.axis(0, 1), decay: Self.axis(0, 1)) })
        #expect(abs(together.gradientFraction(0) - 0.5) < 1e-14 && abs(together.alignment[0] - 1) < 1e-13)
    }

    @Test("the mean update moves along +v") func sign() {
        for lengths in [[3.0, 1], [-3, -1], [3, -1], [-3, 1]] {
            let updates = lengths.map { Update(gradient: Self.axis(2, $0)) }
            let edge = Edge(updates)
            let direction = zip(edge.coefficients[0], lengths).reduce(0) { $0 + $1.0 * $1.1 }
            #expect(abs(direction - (lengths[0] + lengths[1] > 0 ? 1 : -1)) < 1e-14, "\(lengths)")
        }
    }

    @Test("rotation from one window to the next", arguments: [0.0, 30, 60, 90])
    func rotation(degrees: Double) {
        let angle = degrees * .pi / 180
        let turned = zip(Self.axis(0, cos(angle)), Self.axis(1, sin(angle))).map { $0 + $1 }
        // Windows of two: the first lies along axis 0, the second along the turned one; both hold a little of axis 2.
        let updates = [
            Update(gradient: Self.axis(0, 4)), Update(gradient: Self.axis(2, 1e-3)),
            Update(gradient: turned.map { 4 * $0 }),
        ]
        let products = UpdateProducts(updates)
        let previous = Edge(Array(updates.prefix(2)))
        let rotation = Edge(products: products, updates: 2).rotationDegrees(from: previous, products: products)
        #expect(abs(rotation[0] - degrees) < 1e-5, "\(rotation)")
        #expect(rotation[1] < 1e-5, "v₂ stays on axis 2")
    }

    @Test(
        "classes at their thresholds: exactly 0.9 is functional, exactly 0.1 compression",
        arguments: [
            (1.0, .functional), (0.9, .functional), (0.9.nextDown, .mixed), (0.5, .mixed), (0.1.nextUp, .mixed),
            (0.1, .compression), (0, .compression),
        ] as [(Double, DriveClass)])
    func driveClass(fraction: Double, expected: DriveClass) {
        #expect(DriveClass(gradientFraction: fraction, thresholds: Thresholds(grokked: 0.95)) == expected)
    }

    @Test("thresholds are the run's own") func ownThresholds() {
        var thresholds = Thresholds(grokked: 0.95)
        thresholds.functional = 0.6
        thresholds.compression = 0.4
        #expect(DriveClass(gradientFraction: 0.65, thresholds: thresholds) == .functional)
        #expect(DriveClass(gradientFraction: 0.35, thresholds: thresholds) == .compression)
    }
}
