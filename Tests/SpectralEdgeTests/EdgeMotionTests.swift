import Kernels
import RunEvents
import SpectralEdge
import TestSupport
import Testing

/// Against directions that are formed: [P] each, from the updates themselves.
@Suite("Edge, driving and stability")
struct EdgeMotionTests {
    private static let parameterCount = 12

    private static func updates(_ count: Int) -> [Update] {
        var generator = RandomGenerator(seed: 21, stream: .probes)
        return (0..<count).map { _ in Update.random(parameterCount, from: &generator) }
    }

    /// v_1, v_2, … = Xᵀu_k/σ_k.
    private static func directions(_ updates: [Update]) -> [[Double]] {
        let gram = updates.map { a in updates.map { sumOfProducts(a.total, $0.total) } }
        let eigensystem = SymmetricEigensystem(gram)
        return zip(eigensystem.values, eigensystem.vectors).map { value, vector in
            (0..<parameterCount).map { index in
                zip(vector, updates).reduce(0) { $0 + $1.0 * $1.1.total[index] } / value.squareRoot()
            }
        }
    }

    @Test("the newest gradient's part along v_k, up to the sign of v_k", arguments: [2, 3, 5])
    func driving(window: Int) {
        let updates = Self.updates(7)
        let products = UpdateProducts(updates)
        let edge = Edge(products: products, updates: window)
        let driving = edge.driving(products: products, learningRate: 0.01, interval: 20)
        let expected = Self.directions(updates.suffix(window)).map {
            sumOfProducts($0, updates[6].gradient) / (0.01 * 20)
        }
        #expect(largestDifference(driving.map(abs), expected.map(abs)) < 1e-10)
    }

    @Test("δ^grad along +v is a gradient along −v") func sign() {
        let updates = [Update(gradient: [3, 0]), Update(gradient: [2, 0], decay: [-1, 0])]
        let products = UpdateProducts(updates)
        let driving = Edge(products: products, updates: 2).driving(
            products: products, learningRate: 0.1, interval: 10)
        #expect(abs(driving[0] + 2) < 1e-13 && driving[1] == 0)
    }

    @Test("stability as of directions that are formed", arguments: [2, 3, 5, 6, 9])
    func stability(window: Int) {
        let updates = Self.updates(10)
        let stability = Edge.stability(products: UpdateProducts(updates), updates: window)
        let half = window / 2
        let (first, second) = (updates.suffix(window).prefix(half), updates.suffix(half))
        let expected = zip(Self.directions(Array(first)), Self.directions(Array(second))).map {
            abs(sumOfProducts($0, $1))
        }
        #expect(stability.count == half)
        #expect(largestDifference(stability, expected) < 1e-12)
    }

    @Test("a window that goes on straight is stable, one that turns is not; few updates have no halves") func turns() {
        let straight = (0..<5).map { Update(gradient: [Double($0 + 1), 0]) }
        #expect(abs(Edge.stability(products: UpdateProducts(straight), updates: 5)[0] - 1) < 1e-12)
        // v_2 is in neither half.
        #expect(Edge.stability(products: UpdateProducts(straight), updates: 5)[1] == 0)
        let turning = (0..<4).map { Update(gradient: $0 < 2 ? [1, 0] : [0, 1]) }
        #expect(Edge.stability(products: UpdateProducts(turning), updates: 4)[0] < 1e-12)
        #expect(Edge.stability(products: UpdateProducts(straight), updates: 1) == [])
        #expect(Edge.stability(products: UpdateProducts(), updates: 0) == [])
    }

    @Test("products of some of the updates") func part() {
        let updates = Self.updates(6)
        let part = UpdateProducts(updates).part(2..<5)
        #expect(part == UpdateProducts(Array(updates[2..<5])))
        #expect(UpdateProducts(updates).part(3..<3) == UpdateProducts())
    }

    @Test("gap at the weighted k*") func gap() {
        func along(_ lengths: [Double]) -> Edge {
            Edge(
                lengths.enumerated().map { index, length in
                    Update(gradient: lengths.indices.map { $0 == index ? length : 0 })
                })
        }
        #expect(abs(along([9, 3, 2]).gap - 6) < 1e-13)
        #expect(abs(along([4, 3.9, 1]).gap - 2.9) < 1e-13)
        #expect(along([4]).gap == 4 && along([0, 0]).gap == 0)
    }
}
