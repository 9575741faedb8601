package import Kernels

/// The movements that gradient and weight decay each gave the tracked parameters θ_S since the ledger was last cleared:
/// [P] and [P].
///
/// The optimizer adds to it in its own loop, from the very differences that it applies. For AdamW with decoupled decay
/// the two add up to θ_S's movement, but for the rounding of float sums (about 1e-6 of an update after twenty steps).
package struct UpdateLedger: ~Copyable, Sendable {
    /// δ^grad, the gradient's part of the update, [P].
    package let gradient: Arena
    /// δ^wd, the weight decay's part of the update, [P].
    package let decay: Arena

    /// Makes a ledger of zeros.
    ///
    /// - Parameter count: P.
    package init(count: Int) {
        gradient = Arena(count: count)
        decay = Arena(count: count)
    }

    /// P, how many parameters it follows.
    package var count: Int { gradient.count }

    /// Sets both parts to zero.
    package func clear() {
        gradient.fill(0)
        decay.fill(0)
    }

    /// Replaces both parts by those of another ledger.
    ///
    /// - Precondition: both ledgers have the same length.
    package func copy(from other: borrowing UpdateLedger) {
        precondition(count == other.count, "ledgers of \(other.count) and \(count) parameters")
        gradient.base.update(from: other.gradient.base, count: count)
        decay.base.update(from: other.decay.base, count: count)
    }

    /// Adds another ledger's parts to this one's.
    ///
    /// - Precondition: both ledgers have the same length.
    package func add(_ other: borrowing UpdateLedger) {
        precondition(count == other.count, "ledgers of \(other.count) and \(count) parameters")
        for index in 0..<count {
            gradient.base[index] += other.gradient.base[index]
            decay.base[index] += other.decay.base[index]
        }
    }
}
