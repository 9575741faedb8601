import TerminalUI

/// When a run reached its steps: seconds that it had gone on for, and seconds that a playback of it takes at 1×.
struct RunClock: Sendable {
    /// Steps at which something came, ascending, each once.
    private var steps: [Int] = []
    /// When the last thing came at each.
    private var seconds: [Double] = []
    /// The same with long gaps cut short.
    private var played: [Double] = []

    /// Nobody wants to watch a pause: a longer gap counts as this many seconds.
    static let longestGap = 2.0

    mutating func note(step: Int, seconds newSeconds: Double) {
        // A clock that has been set back stands still meanwhile, and so does one that says no number.
        let newSeconds = newSeconds.isFinite ? newSeconds : seconds.last ?? 0
        let now = max(newSeconds, seconds.last ?? newSeconds)
        if steps.last == step {
            steps.removeLast()
            seconds.removeLast()
            played.removeLast()
        }
        let before = seconds.last ?? now
        played.append((played.last ?? 0) + min(RunClock.longestGap, now - before))
        steps.append(step)
        seconds.append(now)
    }

    /// Seconds that the run had gone on for at a step, in between in proportion; nil before the first.
    func seconds(at step: Int) -> Double? { value(of: seconds, at: step) }

    /// How long a playback at 1× takes to a step.
    func played(at step: Int) -> Double { value(of: played, at: step) ?? 0 }

    /// The step that a playback at 1× has come to after so many seconds; nil where nobody has said any.
    func step(played time: Double) -> Int? {
        let next = BinarySearch.firstIndex(in: 0..<played.count) { played[$0] > time }
        guard next > 0 else { return steps.first }
        guard next < steps.count else { return steps[next - 1] }
        let share = (time - played[next - 1]) / (played[next] - played[next - 1])
        return steps[next - 1] + Int(saturating: share * Double(steps[next] - steps[next - 1]))
    }

    private func value(of values: [Double], at step: Int) -> Double? {
        let next = BinarySearch.firstIndex(in: 0..<steps.count) { steps[$0] > step }
        guard next > 0 else { return nil }
        guard next < steps.count else { return values[next - 1] }
        let share = Double(step - steps[next - 1]) / Double(steps[next] - steps[next - 1])
        return values[next - 1] + share * (values[next] - values[next - 1])
    }
}
