internal import Foundation
package import RunEvents

/// Finds the circle that the embeddings of residues lie on (`KnowledgeRecord.Circle`).
package enum EmbeddingCircle {
    /// The coordinates of p embeddings [p, D] in the plane of their strongest frequency.
    ///
    /// - Parameter spectrum: the spectrum of the embeddings.
    /// - Returns: nil where nothing varies, or the two directions are parallel.
    package static func of(_ embeddings: [[Double]], _ spectrum: FourierRecord.Spectrum) -> KnowledgeRecord.Circle? {
        guard let peak = spectrum.top.first else { return nil }
        let angles = embeddings.indices.map {
            2 * Double.pi * Double(peak.frequency * $0 % embeddings.count) / Double(embeddings.count)
        }
        guard let first = unit(sum(embeddings, angles.map(cos))) else { return nil }
        let along = sum(embeddings, angles.map(sin))
        let overlap = product(along, first)
        guard let second = unit(zip(along, first).map { $0 - overlap * $1 }) else { return nil }
        return KnowledgeRecord.Circle(
            frequency: peak.frequency, share: peak.share, x: embeddings.map { product($0, first) },
            y: embeddings.map { product($0, second) })
    }

    /// Σ_a w_a x_a.
    private static func sum(_ vectors: [[Double]], _ weights: [Double]) -> [Double] {
        var sum = [Double](repeating: 0, count: vectors[0].count)
        for (vector, weight) in zip(vectors, weights) {
            for index in sum.indices { sum[index] += weight * vector[index] }
        }
        return sum
    }

    private static func product(_ one: [Double], _ other: [Double]) -> Double {
        zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
    }

    private static func unit(_ vector: [Double]) -> [Double]? {
        let length = product(vector, vector).squareRoot()
        return length > 0 ? vector.map { $0 / length } : nil
    }
}
