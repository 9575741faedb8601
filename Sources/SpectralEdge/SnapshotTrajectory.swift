/// Updates reconstructed from parameter snapshots alone, as the paper does it: the weight-decay part of an interval is
/// −η ω N times the mean of its two ends (the trapezoid rule), and the gradient part is the rest.
///
/// It serves for comparison with the ledger, which knows both parts exactly. Everything here is in double precision.
package struct SnapshotTrajectory: Sendable {
    private let gradient: [[Double]]
    private let decay: [[Double]]

    /// Reconstructs the updates.
    ///
    /// - Parameters:
    ///   - snapshots: θ_S at the ends of successive intervals, at least two.
    ///   - learningRate: η.
    ///   - weightDecay: ω.
    ///   - stepsPerInterval: N.
    package init(snapshots: [[Double]], learningRate: Double, weightDecay: Double, stepsPerInterval: Int) {
        precondition(snapshots.count >= 2, "\(snapshots.count) snapshots make no update")
        let factor = -learningRate * weightDecay * Double(stepsPerInterval) / 2
        var gradient: [[Double]] = []
        var decay: [[Double]] = []
        for (start, end) in zip(snapshots, snapshots.dropFirst()) {
            let part = zip(start, end).map { factor * ($0 + $1) }
            decay.append(part)
            gradient.append(zip(zip(start, end), part).map { $0.1 - $0.0 - $1 })
        }
        self.gradient = gradient
        self.decay = decay
    }

    /// How many updates there are: one fewer than snapshots.
    package var updateCount: Int { gradient.count }

    /// The inner products among the updates in `range`.
    package func products(of range: Range<Int>) -> UpdateProducts {
        var products = UpdateProducts()
        for new in range {
            products.append(
                (range.lowerBound...new).map { other in
                    var pair = UpdateProducts.Pair()
                    pair.gradientGradient = dot(gradient[new], gradient[other])
                    pair.gradientDecay = dot(gradient[new], decay[other])
                    pair.decayGradient = dot(decay[new], gradient[other])
                    pair.decayDecay = dot(decay[new], decay[other])
                    return pair
                })
        }
        return products
    }

    private func dot(_ a: [Double], _ b: [Double]) -> Double {
        var sum = 0.0
        for index in a.indices { sum += a[index] * b[index] }
        return sum
    }
}
