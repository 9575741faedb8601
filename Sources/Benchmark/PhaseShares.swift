internal import Training
internal import Transformer

/// How a step's time falls to its phases.
enum PhaseShares {
    /// Shares that add up to 1, by name.
    ///
    /// - Parameters:
    ///   - bare: the same without a ledger: what the ledger costs is the difference, as it is kept in AdamW's own loop.
    ///   - fineInterval: steps between two looks at the spectrum.
    static func of(
        _ training: BenchmarkRun, without bare: BenchmarkRun, steps: Int, threads: Int, fineInterval: Int
    ) -> [String: Double] {
        // In turn, so that both see the same machine.
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
        // Where a thread has run out of shards, or waits to be woken.
        shares["waiting"] = max(0, (full[.shards] ?? 0) - inShards)
        let update = full[.update] ?? 0
        shares["ledger"] = max(0, update - plain)
        shares["adamW"] = min(update, plain)
        shares["gram"] = training.secondsOfSpectrum() * 1e9 * Double(steps) / Double(fineInterval)
        let total = shares.values.reduce(0, +)
        return shares.mapValues { $0 / total }
    }
}
