/// g₂₃ of a run by step, in the windows of the author's script.
package struct GapTrail: Sendable, Codable, Equatable {
    /// N, optimizer steps of each update.
    package var interval: Int
    /// W, the most updates in a window.
    package var window: Int
    /// Steps at which windows end, from the second update on.
    package var steps: [Int]
    /// g₂₃ = σ_2² − σ_3² at each of these steps; a window of two updates has σ_3 = 0.
    package var g23: [Double]

    /// Makes a trail from its members, which it does not check.
    package init(interval: Int, window: Int, steps: [Int], g23: [Double]) {
        (self.interval, self.window, self.steps, self.g23) = (interval, window, steps, g23)
    }

    /// The peak up to a step over the last value up to it; nil where there is no window yet, or the last value is zero.
    func compression(until step: Int) -> Double? {
        let values = zip(steps, g23).filter { $0.0 <= step }.map(\.1)
        guard let last = values.last, let peak = values.max(), last > 0 else { return nil }
        return peak / last
    }
}
