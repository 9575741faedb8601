import Foundation
import Kernels
import SpectralEdge
import TestSupport
import Testing

@Suite("Trajectory window")
struct TrajectoryWindowTests {
    /// Two whole blocks of products and a part of a third.
    private static let parameterCount = 20_001

    /// Twelve updates that share a slowly turning direction, so that the spectrum has a gap.
    private static let updates: [Update] = {
        var generator = RandomGenerator(seed: 3, stream: .probes)
        var trend = Grid.random(1, parameterCount, scale: 2, from: &generator).values
        return (0..<12).map { _ in
            let turn = Grid.random(1, parameterCount, scale: 0.5, from: &generator).values
            trend = zip(trend, turn).map { Double(Float($0 + $1)) }
            let noise = Update.random(parameterCount, from: &generator)
            return Update(gradient: zip(trend, noise.gradient).map { Double(Float($0 + $1)) }, decay: noise.decay)
        }
    }()

    private typealias Reading = (edge: Edge, rotation: [Double], directions: [[Float]])

    private static func readings(window: Int, threads: Int, capacity: Int? = nil) -> [Reading?] {
        let pool = WorkerPool(threadCount: threads)
        defer { pool.close() }
        let trajectory = TrajectoryWindow(window: window, capacity: capacity ?? window, parameterCount: parameterCount)
        let ledger = UpdateLedger(count: parameterCount)
        return updates.map { update in
            update.enter(ledger)
            let result = trajectory.append(ledger, on: pool)
            return result.map { ($0.edge, $0.rotationDegrees, trajectory.directions(window)) }
        }
    }

    /// Instead of another eigensolver: v_1 … v_W are orthonormal, each satisfies XᵀX v = σ² v, and the σ² add up to the
    /// trace. Nothing but the spectrum does all three.
    @Test("twelve pushes, against sums over all parameters", arguments: [3, 5])
    func spectrum(window: Int) throws {
        var previous: [[Double]] = []
        for (index, reading) in Self.readings(window: window, threads: 2).enumerated() {
            guard let reading else {
                #expect(index == 0, "only the first update has no edge")
                continue
            }
            let rows = Array(Self.updates[max(0, index + 1 - window)...index])
            let totals = rows.map(\.total)
            let directions = reading.directions.map { $0.map { Double($0) } }
            #expect(reading.edge.sigma.count == rows.count && directions.count == rows.count)
            let trace = totals.reduce(0) { $0 + sumOfProducts($1, $1) }
            #expect(abs(reading.edge.eigenvalues.reduce(0, +) / trace - 1) < 1e-12)
            for (k, direction) in directions.enumerated() {
                for other in directions.indices {
                    let product = sumOfProducts(direction, directions[other])
                    #expect(abs(product - (k == other ? 1 : 0)) < 1e-6, "⟨v\(k + 1), v\(other + 1)⟩ at push \(index)")
                }
                let shares = totals.map { sumOfProducts($0, direction) }
                var image = [Double](repeating: 0, count: Self.parameterCount)
                for (share, row) in zip(shares, totals) {
                    for i in image.indices { image[i] += share * row[i] }
                }
                let lambda = reading.edge.eigenvalues[k]
                let difference = zip(image, direction).map { $0 / lambda - $1 }
                #expect(sumOfProducts(difference, difference).squareRoot() < 1e-6, "v\(k + 1) at push \(index)")
                #expect(shares.reduce(0, +) >= 0, "the mean update moves along +v")

                let byGradient = rows.map { sumOfProducts($0.gradient, direction) }
                let byDecay = rows.map { sumOfProducts($0.decay, direction) }
                let count = Double(rows.count)
                let energy = (sumOfProducts(byGradient, byGradient) + sumOfProducts(byDecay, byDecay)) / count
                #expect(
                    abs(reading.edge.gradientEnergy[k] - sumOfProducts(byGradient, byGradient) / count) < 1e-6 * energy)
                #expect(abs(reading.edge.decayEnergy[k] - sumOfProducts(byDecay, byDecay) / count) < 1e-6 * energy)
                #expect(abs(reading.edge.alignment[k] - sumOfProducts(byGradient, byDecay) / count) < 1e-6 * energy)
            }
            #expect(reading.rotation.count == (index == 1 ? 0 : min(previous.count, directions.count)))
            for (k, degrees) in reading.rotation.enumerated() {
                let cosine = abs(sumOfProducts(directions[k], previous[k]))
                #expect(abs(cos(degrees * .pi / 180) - cosine) < 1e-6, "rotation of v\(k + 1) at push \(index)")
            }
            previous = directions
        }
    }

    @Test("no bit depends on the number of threads", arguments: [2, 4])
    func threads(count: Int) {
        let (one, many) = (Self.readings(window: 3, threads: 1), Self.readings(window: 3, threads: count))
        for (a, b) in zip(one, many) {
            #expect(a?.edge.sigma == b?.edge.sigma && a?.rotation == b?.rotation && a?.directions == b?.directions)
        }
    }

    @Test("updates that are kept for longer windows change no bit of the shorter", arguments: [4, 7, 20])
    func capacity(capacity: Int) {
        let (plain, wide) = (
            Self.readings(window: 3, threads: 1), Self.readings(window: 3, threads: 1, capacity: capacity)
        )
        for (a, b) in zip(plain, wide) {
            #expect(a?.edge.sigma == b?.edge.sigma && a?.rotation == b?.rotation && a?.directions == b?.directions)
        }
    }

    @Test("directions: as many as asked for and there are") func directionCount() {
        let pool = WorkerPool(threadCount: 1)
        let window = TrajectoryWindow(window: 3, capacity: 3, parameterCount: 2)
        let ledger = UpdateLedger(count: 2)
        #expect(window.directions(4).isEmpty)
        for (index, update) in [[3.0, 0], [0, 2], [0, 0]].enumerated() {
            Update(gradient: update).enter(ledger)
            _ = window.append(ledger, on: pool)
            #expect(window.count == index + 1)
            if index == 0 { #expect(window.directions(4).isEmpty) }
        }
        #expect(window.directions(1) == [[1, 0]])
        // The third σ is zero: there is no third direction.
        #expect(window.directions(4) == [[1, 0], [0, 1]])
    }
}
