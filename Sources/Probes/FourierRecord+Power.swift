package import RunEvents

extension FourierRecord.Spectrum {
    /// How many frequencies `top` names: the network that Nanda et al. analysed has five.
    package static let topCount = 5

    /// A share of the whole power below which power is the transform's own rounding: sums of n ≈ 100 doubles are wrong
    /// by about 1e-15, and power is their square.
    private static let negligible = 1e-28

    /// The spectrum of n vectors [n, D].
    package init(of vectors: [[Double]]) {
        let power = FourierTransform.power(vectors)
        let varying = power[1...].reduce(0, +)
        let isConstant = varying <= Self.negligible * power[0]
        let shares = power[1...].map { isConstant ? 0 : $0 / varying }
        // Among equal shares the lower frequency comes first.
        let top = shares.enumerated().filter { $0.element > 0 }
            .sorted { ($1.element, $0.offset) < ($0.element, $1.offset) }.prefix(Self.topCount)
            .map { FourierRecord.Peak(frequency: $0.offset + 1, share: $0.element) }
        self.init(
            length: vectors.count, constantPower: power[0], varyingPower: isConstant ? 0 : varying, shares: shares,
            top: top, topShare: top.reduce(0) { $0 + $1.share }, gini: Self.gini(shares.map { $0.squareRoot() }))
    }

    /// The Gini coefficient of K values: 1 − 2 Σ_i (x_(i) / Σx) (K − i + ½) / K over the values in rising order, with i
    /// from 1; 0 where all are 0. Source: Hurley and Rickard 2009, "Comparing measures of sparsity".
    package static func gini(_ values: [Double]) -> Double {
        let (sum, count) = (values.reduce(0, +), Double(values.count))
        guard sum > 0 else { return 0 }
        let weighted = values.sorted().enumerated().reduce(0) {
            $0 + $1.element / sum * (count - Double($1.offset) - 0.5)
        }
        return 1 - 2 * weighted / count
    }
}
