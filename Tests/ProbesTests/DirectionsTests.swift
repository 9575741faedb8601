import Kernels
import Probes
import Testing

@Suite("Directions")
struct DirectionsTests {
    private static let vector: [Float] = [9, 1, 2, 3, 4, 9]

    private static func projection(_ directions: [[Double]]) -> [Double] {
        // The slice does not begin at zero, as θ_S does not.
        Directions.projection(of: vector[1..<5], onSpanOf: directions)
    }

    private func near(_ a: [Double], _ b: [Double]) -> Bool { zip(a, b).allSatisfy { abs($0 - $1) < 1e-12 } }

    @Test("the part along an axis, a diagonal, a plane") func projections() {
        #expect(near(Self.projection([[0, 1, 0, 0]]), [0, 2, 0, 0]))
        #expect(near(Self.projection([[1, 1, 0, 0]]), [1.5, 1.5, 0, 0]))
        #expect(near(Self.projection([[0, 1, 0, 0], [0, 0, 0, 1]]), [0, 2, 0, 4]))
    }

    @Test("directions need be neither orthogonal nor of length 1, and one too many changes nothing") func oblique() {
        let plane = [[0, 5.0, 0, 0], [0, 3, 0, 0.25]]
        #expect(near(Self.projection(plane), [0, 2, 0, 4]))
        #expect(near(Self.projection(plane + [[0, -7, 0, 2]]), [0, 2, 0, 4]))
        #expect(near(Self.projection([[0, 0, 0, 0]]), [0, 0, 0, 0]))
        #expect(near(Self.projection([]), [0, 0, 0, 0]))
    }

    @Test("a projection projected again is itself, and the rest is orthogonal") func idempotent() {
        var generator = RandomGenerator(seed: 1, stream: .probes)
        let plane = (0..<3).map { _ in Directions.random(count: 40, from: &generator) }
        let vector = (0..<40).map { _ in Float(generator.normal()) }
        let part = Directions.projection(of: vector[...], onSpanOf: plane)
        for direction in plane {
            let rest = (0..<40).reduce(0) { $0 + (Double(vector[$1]) - part[$1]) * direction[$1] }
            #expect(abs(rest) < 1e-12)
        }
        let again = Directions.projection(of: part.map { Float($0) }[...], onSpanOf: plane)
        #expect(zip(part, again).allSatisfy { abs($0 - $1) < 1e-6 })
    }
}
