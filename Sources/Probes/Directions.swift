package import Kernels

/// Parts of a long vector along directions, computed in double precision.
package enum Directions {
    /// The part of `vector` in the span of `directions`: Σ_k ⟨vector, e_k⟩ e_k, with e_k the directions made
    /// orthonormal by Gram and Schmidt. The v_k of one window are orthogonal already, up to float rounding; random
    /// directions are not.
    package static func projection(
        of vector: ArraySlice<Float>, onSpanOf directions: [[Double]]
    ) -> [Double] {
        var sum = [Double](repeating: 0, count: vector.count)
        for direction in orthonormal(directions) {
            var product = 0.0
            for (index, value) in vector.enumerated() { product += Double(value) * direction[index] }
            for index in sum.indices { sum[index] += product * direction[index] }
        }
        return sum
    }

    /// A vector of independent standard normals: its direction is uniform on the sphere.
    package static func random(count: Int, from generator: inout RandomGenerator) -> [Double] {
        (0..<count).map { _ in generator.normal() }
    }

    /// |⟨a, b⟩|.
    ///
    /// - Precondition: both have the same length.
    package static func overlap(_ a: [Double], _ b: [Float]) -> Double {
        precondition(a.count == b.count, "vectors of \(a.count) and \(b.count)")
        var sum = 0.0
        for index in a.indices { sum += a[index] * Double(b[index]) }
        return abs(sum)
    }

    /// The Euclidean norm.
    package static func norm(_ vector: [Double]) -> Double {
        dot(vector, vector).squareRoot()
    }

    /// ⟨a, b⟩. Both have the same length.
    package static func dot(_ a: [Double], _ b: [Double]) -> Double {
        var sum = 0.0
        for index in a.indices { sum += a[index] * b[index] }
        return sum
    }

    /// The directions made orthonormal; a direction that depends on earlier ones is left out.
    private static func orthonormal(_ directions: [[Double]]) -> [[Double]] {
        var basis: [[Double]] = []
        for direction in directions {
            var rest = direction
            for element in basis {
                let product = dot(rest, element)
                for index in rest.indices { rest[index] -= product * element[index] }
            }
            let length = norm(rest)
            guard length > 1e-6 * norm(direction) else { continue }
            basis.append(rest.map { $0 / length })
        }
        return basis
    }
}
