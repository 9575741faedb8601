import TerminalUI

/// The times at which a run reached its steps, and the times at which a playback of it does.
struct RunClock: Sendable {
    /// Steps at which something came, ascending, each once.
    private var steps: [Int] = []
    /// Seconds for which the run had gone on when the last event of each step came.
    private var seconds: [Double] = []
    /// Seconds of a playback at 1×: the same times with long gaps cut short.
    private var played: [Double] = []

    /// Seconds that a longer gap counts as, since nobody wants to watch a pause.
    static let longestGap = 2.0

    mutating func note(step: Int, seconds newSeconds: Double) {
        // Where a clock was set back, or its time is no number, time stands still.
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

    /// Forgets the times of all steps after this one: the run has gone back to it.
    mutating func forget(after step: Int) {
        let count = BinarySearch.firstIndex(in: 0..<steps.count) { steps[$0] > step }
        steps.removeLast(steps.count - count)
        seconds.removeLast(seconds.count - count)
        played.removeLast(played.count - count)
    }

    /// Seconds for which the run had gone on at a step, between two known ones in proportion; nil before the first.
    func seconds(at step: Int) -> Double? { value(of: seconds, at: step) }

    /// Seconds that a playback at 1× takes to a step.
    func played(at step: Int) -> Double { value(of: played, at: step) ?? 0 }

    /// The step that a playback at 1× has come to at a time in seconds; nil where no time is known.
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
