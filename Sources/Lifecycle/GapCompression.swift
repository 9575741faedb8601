package import RunEvents

/// How far g23 = σ_2² − σ_3² of the paper's window has fallen since its peak: a pure value that takes spectra.
package struct GapCompression: Sendable {
    /// The largest g23 so far; nil before the first.
    package private(set) var peak: Double?
    /// The newest g23; nil before the first.
    package private(set) var newest: Double?

    /// Starts without a spectrum.
    package init() {}

    /// Takes the next spectrum of the paper's window; a spectrum without a g23 changes nothing.
    package mutating func take(_ record: SpectrumRecord) {
        guard let g23 = record.g23 else { return }
        peak = max(peak ?? g23, g23)
        newest = g23
    }

    /// `peak` / `newest`: 33 where the gap has fallen to a thirty-third. It is nil before the first gap, and where the
    /// newest is not positive.
    package var factor: Double? {
        guard let peak, let newest, newest > 0 else { return nil }
        return peak / newest
    }
}
