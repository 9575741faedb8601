internal import Foundation

/// Whether two groups of runs have their events alike: the log-rank test (Mantel, Cancer Chemotherapy Reports 50, 1966,
/// 163–170), and the ratio of their rates.
package struct LogRank: Sendable, Equatable {
    /// (O − E)²/V, which has χ² with one degree of freedom where the groups do not differ.
    package let chiSquared: Double
    /// P of so large a χ², were there no difference. It holds for many events, and is rough for a handful.
    package let p: Double
    /// Events of the first group beyond those expected, and the variance of that.
    package let excess: Double
    package let variance: Double

    /// At each time with d events among n runs at risk, n₁ of the first group: E = d n₁/n, and
    /// V = d (n₁/n)(1 − n₁/n)(n − d)/(n − 1).
    ///
    /// - Returns: nil where nothing can be compared: there is no time at which both groups were at risk and something
    ///   happened.
    package init?(_ first: [Survival.Observation], _ second: [Survival.Observation]) {
        var (excess, variance) = (0.0, 0.0)
        let all = first + second
        for time in Set(all.filter(\.isEvent).map(\.time)).sorted() {
            let n = Double(all.count { $0.time >= time })
            let own = Double(first.count { $0.time >= time })
            let d = Double(all.count { $0.time == time && $0.isEvent })
            let observed = Double(first.count { $0.time == time && $0.isEvent })
            excess += observed - d * own / n
            if n > 1 { variance += d * (own / n) * (1 - own / n) * (n - d) / (n - 1) }
        }
        guard variance > 0 else { return nil }
        (self.excess, self.variance) = (excess, variance)
        chiSquared = excess * excess / variance
        p = Normal.twoSidedTail(chiSquared.squareRoot())
    }

    /// How many times as often runs of the first group have their event as those of the second, at any time:
    /// exp((O − E)/V), Peto's one-step estimate (Yusuf and others, Progress in Cardiovascular Diseases 27, 1985,
    /// 335–371), with 95 %: exp((O − E)/V ± z/√V). It is drawn towards 1 where the ratio is far from it.
    package var rateRatio: (value: Double, interval: ClosedRange<Double>) {
        let (log, half) = (excess / variance, Normal.twoSided95 / variance.squareRoot())
        return (exp(log), exp(log - half)...exp(log + half))
    }
}
