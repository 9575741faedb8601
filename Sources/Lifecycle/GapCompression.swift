package import RunEvents

/// How far g23 = σ_2² − σ_3² of the paper's window has fallen since its peak. A pure value: spectra in.
package struct GapCompression: Sendable {
    /// The largest g23 so far; nil before the first.
    package private(set) var peak: Double?
    /// The newest g23; nil before the first.
    package private(set) var newest: Double?

    /// No spectrum yet.
    package init() {}

    /// Takes the next spectrum of the paper's window in. One with fewer than three updates has no g23.
    package mutating func take(_ record: SpectrumRecord) {
        guard let g23 = record.g23 else { return }
        peak = max(peak ?? g23, g23)
        newest = g23
    }

    /// Peak over newest: 33 where it has fallen to a thirty-third; nil before there is one, and where the newest is
    /// zero.
    package var factor: Double? {
        guard let peak, let newest, newest > 0 else { return nil }
        return peak / newest
    }
}
