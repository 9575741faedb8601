import Foundation
import TestSupport

/// The reference of the gap ledger: the window's rows themselves, in double precision, the singular values from
/// one-sided Jacobi rotations of these rows, and a midpoint rule with thousands of nodes. Shares nothing with what it
/// is held against.
struct RowsPath {
    private let updates: [Update]
    private let leaves: Bool
    private let nodes: [Node]

    private struct Node {
        let sigma: [Double]
        /// Squares' parts of the entering update along each v_k, then of the leaving one: gradient², decay², 2·product.
        let squares: [[Double]]
    }

    /// - Parameter leaves: whether the first update leaves.
    init(_ updates: [Update], leaves: Bool) {
        (self.updates, self.leaves) = (updates, leaves)
        let count = 4_000
        nodes = (0..<count).map { index in
            // τ = sin²φ, so that nodes are dense where a row begins or ends.
            let angle = (Double(index) + 0.5) / Double(count) * Double.pi / 2
            return Self.node(updates, leaves, angle)
        }
    }

    private static func rows(_ updates: [Update], _ leaves: Bool, _ angle: Double) -> [[Double]] {
        updates.indices.map { index in
            let isLeaving = leaves && index == 0
            let weight = isLeaving ? cos(angle) : index == updates.count - 1 ? sin(angle) : 1
            return updates[index].total.map { weight * $0 }
        }
    }

    private static func node(_ updates: [Update], _ leaves: Bool, _ angle: Double) -> Node {
        let vectors = orthogonalized(rows(updates, leaves, angle))
        let sigma = vectors.map { sumOfProducts($0, $0).squareRoot() }
        let slope = 2 * sin(angle) * cos(angle)
        let squares = vectors.indices.map { k -> [Double] in
            guard sigma[k] > 1e-12 else { return [Double](repeating: 0, count: 6) }
            let direction = vectors[k].map { $0 / sigma[k] }
            func parts(_ update: Update, _ sign: Double) -> [Double] {
                let (gradient, decay) = (
                    sumOfProducts(update.gradient, direction), sumOfProducts(update.decay, direction)
                )
                let factor = sign * slope / (2 * sigma[k])
                return [factor * gradient * gradient, factor * decay * decay, factor * 2 * gradient * decay]
            }
            return parts(updates[updates.count - 1], 1) + (leaves ? parts(updates[0], -1) : [0, 0, 0])
        }
        return Node(sigma: sigma, squares: squares)
    }

    /// The rows turned among themselves until they are orthogonal, longest first: σ_k v_k.
    private static func orthogonalized(_ rows: [[Double]]) -> [[Double]] {
        var rows = rows
        for _ in 0..<30 {
            var turned = false
            for p in rows.indices {
                for q in (p + 1)..<rows.count {
                    let (pp, qq) = (sumOfProducts(rows[p], rows[p]), sumOfProducts(rows[q], rows[q]))
                    let pq = sumOfProducts(rows[p], rows[q])
                    guard abs(pq) > 1e-15 * (pp * qq).squareRoot() else { continue }
                    turned = true
                    let angle = 0.5 * atan2(2 * pq, qq - pp)
                    let (c, s) = (cos(angle), sin(angle))
                    for i in rows[p].indices {
                        (rows[p][i], rows[q][i]) = (c * rows[p][i] - s * rows[q][i], s * rows[p][i] + c * rows[q][i])
                    }
                }
            }
            if !turned { break }
        }
        return rows.sorted { sumOfProducts($0, $0) > sumOfProducts($1, $1) }
    }

    /// What σ_k changes by, its six parts, and by how much these miss it.
    ///
    /// - Parameter k: counted from 0.
    func account(_ k: Int) -> (change: Double, parts: [Double], miss: Double) {
        var parts = [Double](repeating: 0, count: 6)
        let width = Double.pi / 2 / Double(nodes.count)
        for node in nodes {
            for part in parts.indices { parts[part] += width * node.squares[k][part] }
        }
        let change = Self.sigma(updates, leaves, .pi / 2)[k] - Self.sigma(updates, leaves, 0)[k]
        return (change, parts, parts.reduce(0, +) - change)
    }

    private static func sigma(_ updates: [Update], _ leaves: Bool, _ angle: Double) -> [Double] {
        orthogonalized(rows(updates, leaves, angle)).map { sumOfProducts($0, $0).squareRoot() }
    }
}
