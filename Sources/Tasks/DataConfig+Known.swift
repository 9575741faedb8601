internal import RunEvents

extension DataConfig {
    /// SCAN's split.
    ///
    /// - Precondition: the configuration is SCAN's.
    var knownSplit: ScanSplit {
        guard let split else { preconditionFailure("SCAN without a split") }
        return split
    }

    /// p of modular arithmetic.
    ///
    /// - Precondition: the configuration is a modular task's, and p is a prime.
    var knownModulus: Int {
        guard let modulus else { preconditionFailure("modular arithmetic without a modulus") }
        precondition(ModularTask.isPrime(modulus), "arithmetic modulo \(modulus), which is no prime")
        return modulus
    }
}
