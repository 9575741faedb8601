/// Wilson's score interval for the probability of a success (Journal of the American Statistical Association 22, 1927,
/// 209–212).
package enum Wilson {
    /// The interval at 95 %: (p̂ + z²/2n ± z √(p̂(1−p̂)/n + z²/4n²)) / (1 + z²/n), which stays inside 0…1 and has a
    /// width where all trials, or none, are successes. Its coverage is 95 % on average over p, not for every p.
    ///
    /// - Returns: nil without trials.
    /// - Precondition: `successes` is in 0…`trials`.
    package static func interval(_ successes: Int, of trials: Int) -> ClosedRange<Double>? {
        guard trials > 0 else { return nil }
        precondition((0...trials).contains(successes), "\(successes) of \(trials)")
        let (n, z) = (Double(trials), Normal.twoSided95)
        let share = Double(successes) / n
        let middle = share + z * z / (2 * n)
        let half = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
        let scale = 1 + z * z / n
        // At the ends rounding would leave the interval's own end beyond the share.
        let low = successes == 0 ? 0 : max(0, (middle - half) / scale)
        let high = successes == trials ? 1 : min(1, (middle + half) / scale)
        return low...high
    }
}
