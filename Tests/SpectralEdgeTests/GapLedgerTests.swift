import Foundation
import Kernels
import RunEvents
import SpectralEdge
import TestSupport
import Testing

/// The account of a gap's change: its parts add up, and they are the integrals that they are said to be.
@Suite("Gap ledger")
struct GapLedgerTests {
    /// Windows as they may come.
    enum Kind: CaseIterable {
        /// Updates that have little to do with each other.
        case independent
        /// Updates that mostly repeat each other, as in a run that has settled.
        case drifting
        /// The newest update is far larger than the others, so that k* moves.
        case jumping
        /// Nothing leaves.
        case filling
        /// Many parameters: updates that are almost orthogonal, with singular values that all but meet.
        case orthogonal

        func updates(window: Int, from generator: inout RandomGenerator) -> [Update] {
            let parameters = self == .orthogonal ? 100 : 12
            let drift = Update.random(parameters, from: &generator)
            let count = self == .filling ? window : window + 1
            return (0..<count).map { index in
                var update = Update.random(parameters, from: &generator)
                let share = self == .drifting ? 2.0 : 0
                let size = (self == .jumping && index == count - 1 ? 3 : 1) * (0.5 + 0.3 * Double(index))
                update.gradient = zip(update.gradient, drift.gradient).map { size * $0 + share * $1 }
                update.decay = zip(update.decay, drift.decay).map { size * $0 + share * $1 }
                return update
            }
        }
    }

    private func close(_ ledger: GapLedger) -> Bool {
        abs(ledger.rest) <= 1e-6 * ledger.gap && abs(ledger.edgeRest) <= 1e-6 * ledger.gap
    }

    @Test("random windows: the parts are those of a fine quadrature over the rows", arguments: Kind.allCases, [3, 5])
    func reference(kind: Kind, window: Int) throws {
        var generator = RandomGenerator(seed: 11 + UInt64(window), stream: .testData)
        var moved = 0
        for _ in 0..<6 {
            let updates = kind.updates(window: window, from: &generator)
            let leaves = kind != .filling
            let ledger = try #require(GapLedger(products: UpdateProducts(updates), window: window))
            let path = RowsPath(updates, leaves: leaves)
            let (upper, lower) = (path.account(ledger.previousKStar - 1), path.account(ledger.previousKStar))
            let edge = path.account(0)
            // The reference is as good as it says itself: by how much it misses the change that it knows.
            let uncertain = abs(upper.miss) + abs(lower.miss) + abs(edge.miss)
            let allowed = 1e-6 * ledger.gap + abs(ledger.rest) + uncertain
            #expect(uncertain < 1e-5 * ledger.gap)
            #expect(largestDifference(ledger.gapParts.values, zip(upper.parts, lower.parts).map { $0 - $1 }) < allowed)
            #expect(largestDifference(ledger.edgeParts.values, edge.parts) < allowed + abs(ledger.edgeRest))
            #expect(
                abs(ledger.gapChange - (ledger.gapParts.sum + ledger.kStarChange + ledger.rest)) < 1e-12 * ledger.gap)
            #expect(abs(ledger.edgeChange - edge.change) < 1e-9 * ledger.gap)
            #expect(close(ledger))
            if !leaves { #expect(ledger.gapParts.values.suffix(3) == [0, 0, 0]) }
            if ledger.kStar == ledger.previousKStar { #expect(ledger.kStarChange == 0) } else { moved += 1 }
        }
        if kind == .jumping { #expect(moved > 0, "k* moves somewhere") }
    }

    /// `length` along axis `axis` of six.
    private static func axis(_ axis: Int, _ length: Double) -> [Double] { (0..<6).map { $0 == axis ? length : 0 } }

    @Test("singular values that cross on the way: each side has its own directions") func crossing() throws {
        // σ: 4√(1−τ) of what leaves, 2 and 0.1 in between, 3√τ of what enters: σ_1 changes hands at 16(1−τ) = 9τ, and
        // σ_2 at 16(1−τ) = 4 and 9τ = 4.
        let ledger = try #require(
            GapLedger(
                products: UpdateProducts([
                    Update(gradient: Self.axis(0, 4)), Update(gradient: Self.axis(1, 2)),
                    Update(gradient: Self.axis(2, 0.1)), Update(gradient: Self.axis(3, 0), decay: Self.axis(3, 3)),
                ]), window: 3))
        #expect(ledger.previousKStar == 2 && ledger.kStar == 2)
        let meeting = 12.0 / 5
        #expect(abs(ledger.edgeChange + 1) < 1e-12)
        #expect(abs(ledger.edgeParts.leavingDriving - (meeting - 4)) < 1e-6)
        #expect(abs(ledger.edgeParts.enteringDecay - (3 - meeting)) < 1e-6)
        #expect(close(ledger))
        // σ_2 − σ_3 stays 1.9 in all: what entered made it up to the meeting, and what left took as much away after it.
        #expect(abs(ledger.gapChange) < 1e-12)
        #expect(abs(ledger.gapParts.sum) < 1e-6)
        #expect(abs(ledger.gapParts.enteringDecay + ledger.gapParts.leavingDriving) < 1e-6)
    }

    @Test("singular values that are one another's equals all the way") func degenerate() throws {
        let updates = [
            Update(gradient: Self.axis(0, 2)), Update(gradient: Self.axis(1, 2)), Update(gradient: Self.axis(2, 2)),
            Update(gradient: Self.axis(3, 2)),
        ]
        let ledger = try #require(GapLedger(products: UpdateProducts(updates), window: 3))
        #expect(abs(ledger.gapChange) < 1e-12 && abs(ledger.gap) < 1e-12)
        #expect(ledger.gapParts.values.allSatisfy { $0.isFinite })
        #expect(abs(ledger.gapParts.sum + ledger.kStarChange + ledger.rest - ledger.gapChange) < 1e-12)
        // The same window again: what leaves and what enters are one update.
        let same = try #require(GapLedger(products: UpdateProducts(Array(repeating: updates[0], count: 4)), window: 3))
        #expect(abs(same.gapChange) < 1e-12 && abs(same.rest) < 1e-6 * same.gap)
        #expect(abs(same.gapParts.enteringDriving + same.gapParts.leavingDriving) < 1e-6 * same.gap)
        #expect(same.gapParts.enteringDriving > 0.1)
    }

    @Test("updates that move nothing") func still() throws {
        let nothing = Update(gradient: Self.axis(0, 0))
        let still = try #require(GapLedger(products: UpdateProducts([nothing, nothing, nothing, nothing]), window: 3))
        #expect(still.gap == 0 && still.gapChange == 0 && still.rest == 0 && still.gapParts == .zero)
        #expect(still.edgeParts == .zero && still.forecastChange == 0)
        let stops = try #require(
            GapLedger(
                products: UpdateProducts([
                    Update(gradient: Self.axis(0, 3)), Update(gradient: Self.axis(1, 1)),
                    Update(gradient: Self.axis(2, 0.5)), nothing,
                ]), window: 3))
        #expect(stops.gapParts.enteringDriving == 0 && stops.gapParts.enteringAlignment == 0)
        #expect(abs(stops.edgeChange - (1 - 3)) < 1e-12 && abs(stops.edgeParts.leavingDriving + 2) < 1e-6)
    }

    @Test("what is not finite, and the first windows, have no account") func none() throws {
        let updates = (0..<4).map { Update(gradient: Self.axis($0, Double($0 + 1))) }
        #expect(GapLedger(products: UpdateProducts(Array(updates.prefix(1))), window: 3) == nil)
        #expect(GapLedger(products: UpdateProducts(Array(updates.prefix(2))), window: 3) == nil)
        #expect(GapLedger(products: UpdateProducts(Array(updates.prefix(3))), window: 3) != nil)
        #expect(GapLedger(products: UpdateProducts(Array(updates.prefix(3))), window: 2) != nil)
        for value in [Double.nan, .infinity, 1e200] {
            var broken = updates
            broken[2].decay[1] = value
            #expect(GapLedger(products: UpdateProducts(broken), window: 3) == nil, "\(value)")
        }
    }

    @Test("long windows: the work is bounded, and the record says what is left") func long() throws {
        var generator = RandomGenerator(seed: 3, stream: .testData)
        let updates = (0...40).map { _ in Update.random(500, from: &generator) }
        let ledger = try #require(GapLedger(products: UpdateProducts(updates), window: 40))
        #expect(abs(ledger.gapChange - (ledger.gapParts.sum + ledger.kStarChange + ledger.rest)) < 1e-12 * ledger.gap)
    }

    @Test("the forecast is the change that comes if the newest update comes again") func forecast() throws {
        var generator = RandomGenerator(seed: 23, stream: .testData)
        for window in [2, 3, 5, 8] {
            let updates = Kind.drifting.updates(window: 5, from: &generator)
            let ledger = try #require(GapLedger(products: UpdateProducts(updates), window: window))
            let next = try #require(GapLedger(products: UpdateProducts(updates + [updates[5]]), window: window))
            guard next.previousKStar == next.kStar else { continue }
            #expect(abs(ledger.forecastChange - next.gapChange) < 1e-9 * next.gap, "window \(window)")
            #expect(ledger.kStar == next.previousKStar)
        }
    }
}
