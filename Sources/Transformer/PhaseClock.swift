internal import Dispatch

/// Where the time of a step goes: each lap since the one before counts for the phase that it names.
///
/// For benchmarks. Without one a step pays a test for nil a phase. To be used by one thread at a time.
package final class PhaseClock {
    /// Nanoseconds that each phase has taken so far.
    package private(set) var nanoseconds: [Phase: UInt64] = [:]
    private var last: UInt64 = 0

    /// Raw values are the names that reports have.
    package enum Phase: String, Sendable, CaseIterable {
        /// Sorting a batch and laying it out in shards.
        case packing
        /// Work on one shard. A LayerNorm counts with what follows it.
        case embedding, attention
        case feedForward = "mlp"
        case loss
        case embeddingBackward, attentionBackward
        case feedForwardBackward = "mlpBackward"
        case lossBackward
        /// All shards together, as the thread sees it that waits for them.
        case shards
        /// The sum of the shards' gradients, with the norm that the gradient is clipped by.
        case clip
        /// AdamW, with the ledger in the same pass.
        case update

        /// What one shard does by itself, side by side with the others.
        package static let ofShards: [Phase] = [
            .embedding, .attention, .feedForward, .loss, .lossBackward, .feedForwardBackward, .attentionBackward,
            .embeddingBackward,
        ]
    }

    /// A clock on which no phase has taken any time.
    package init() {
        for phase in Phase.allCases { nanoseconds[phase] = 0 }
    }

    /// Begins the first lap.
    package func start() {
        last = DispatchTime.now().uptimeNanoseconds
    }

    /// Counts the time since the last lap for this phase.
    package func lap(_ phase: Phase) {
        let now = DispatchTime.now().uptimeNanoseconds
        nanoseconds[phase, default: 0] += now - last
        last = now
    }
}
