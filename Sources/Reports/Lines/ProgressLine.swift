internal import Console
package import RunEvents
internal import TerminalUI

/// Progress on standard error. On a terminal one line is rewritten; elsewhere a line comes every ten seconds.
package struct ProgressLine {
    private let steps: Int
    /// The work in a word, such as `verifying`; nil for training.
    private let purpose: String?
    private var isShown = false
    private var lastShown: ContinuousClock.Instant?
    private let rewrites = StandardError.rewritesLines

    /// - Parameters:
    ///   - steps: optimizer steps of the whole run; 0 where the progress is not that of one run.
    ///   - purpose: the work in a word; nil for training.
    package init(steps: Int = 0, purpose: String? = nil) {
        self.steps = steps
        self.purpose = purpose
    }

    /// Shows step, steps a second and ω of a `progress` event. Other events change nothing, and neither does a report
    /// that comes before the first step.
    package mutating func show(_ event: RunEvent) {
        // The first report of a training comes before its first step and has no rate.
        guard case .progress(let record) = event, record.step > 0, record.stepsPerSecond > 0 else { return }
        let (steps, purpose) = (steps, purpose.map { "\($0): " } ?? "")
        show {
            "\(purpose)step \(NumberText.right(String(record.step), width: String(steps).count)) of \(steps), "
                + "\(EventText.stepsPerSecond(record.stepsPerSecond)), ω = \(NumberText.short(record.weightDecay))"
        }
    }

    /// Shows a text. If the newest text was shown a moment ago, the new one is left out and not even made.
    package mutating func show(_ text: () -> String) {
        let now = ContinuousClock.now
        let interval: Duration = rewrites ? .milliseconds(200) : .seconds(10)
        if let lastShown, now - lastShown < interval { return }
        lastShown = now
        if rewrites {
            StandardError.rewriteLine(text())
            isShown = true
        } else {
            StandardError.line(text())
        }
    }

    /// Removes the line, to make room for output on the same terminal.
    package mutating func clear() {
        guard isShown else { return }
        StandardError.eraseLine()
        isShown = false
    }
}
