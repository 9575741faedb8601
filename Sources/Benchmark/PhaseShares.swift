internal import Training
internal import Transformer

/// How a step's time divides into its phases.
enum PhaseShares {
    /// The share of each phase by name; together 1.
    ///
    /// - Parameters:
    ///   - training: the run to measure.
    ///   - bare: the same run without a ledger. AdamW's own loop keeps the ledger, so the difference is the ledger's
    ///     cost.
    ///   - steps: how many steps to measure.
    ///   - threads: how many shards run at once.
    ///   - fineInterval: steps between two spectra.
    static func of(
        _ training: BenchmarkRun, without bare: BenchmarkRun, steps: Int, threads: Int, fineInterval: Int
    ) -> [String: Double] {
        // The two runs take turns, so that both see the same machine.
        var (full, plain) = ([PhaseClock.Phase: Double](), 0.0)
        var shards: [PhaseClock.Phase: Double] = [:]
        for _ in 0..<steps {
            let (whole, parts) = training.optimization.profile { training.step() }
            for (phase, nanoseconds) in whole.nanoseconds { full[phase, default: 0] += Double(nanoseconds) }
            for part in parts {
                for (phase, nanoseconds) in part.nanoseconds { shards[phase, default: 0] += Double(nanoseconds) }
            }
            plain += Double(bare.optimization.profile { bare.step() }.whole.nanoseconds[.update] ?? 0)
        }
        var shares: [String: Double] = [:]
        // Shards run side by side, as many at a time as there are threads.
        for phase in PhaseClock.Phase.ofShards { shares[phase.rawValue] = (shards[phase] ?? 0) / Double(threads) }
        let inShards = shares.values.reduce(0, +)
        shares["packing"] = full[.packing]
        shares["clip"] = full[.clip]
        // A thread waits once no shard is left for it, and until it is woken.
        shares["waiting"] = max(0, (full[.shards] ?? 0) - inShards)
        let update = full[.update] ?? 0
        shares["ledger"] = max(0, update - plain)
        shares["adamW"] = min(update, plain)
        shares["gram"] = training.secondsOfSpectrum() * 1e9 * Double(steps) / Double(fineInterval)
        let total = shares.values.reduce(0, +)
        return shares.mapValues { $0 / total }
    }
}
