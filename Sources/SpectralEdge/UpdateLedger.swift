package import Kernels

/// What gradient and weight decay each added to the tracked parameters θ_S since it was last cleared: [P] and [P].
///
/// The optimizer adds to it in its own loop, from the very differences it applies. For AdamW with decoupled decay the
/// two add up to θ_S's movement, but for the rounding of float sums (about 1e-6 of an update after twenty steps).
package struct UpdateLedger: ~Copyable, Sendable {
    package let gradient: Arena
    package let decay: Arena

    package init(count: Int) {
        gradient = Arena(count: count)
        decay = Arena(count: count)
    }

    package var count: Int { gradient.count }

    package func clear() {
        gradient.fill(0)
        decay.fill(0)
    }

    package func copy(from other: borrowing UpdateLedger) {
        precondition(count == other.count, "ledgers of \(other.count) and \(count) parameters")
        gradient.base.update(from: other.gradient.base, count: count)
        decay.base.update(from: other.decay.base, count: count)
    }

    package func add(_ other: borrowing UpdateLedger) {
        precondition(count == other.count, "ledgers of \(other.count) and \(count) parameters")
        for index in 0..<count {
            gradient.base[index] += other.gradient.base[index]
            decay.base[index] += other.decay.base[index]
        }
    }
}
