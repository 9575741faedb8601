internal import Console
package import RunEvents
internal import TerminalUI

/// Progress on standard error: one line that is rewritten on a terminal, a line now and then elsewhere.
package struct ProgressLine {
    private let steps: Int
    /// What is done, where it is not training.
    private let purpose: String?
    private var isShown = false
    private var lastShown: ContinuousClock.Instant?
    private let isTerminal = StandardError.isTerminal

    /// - Parameter steps: of the whole run; 0 where it is not one run's.
    package init(steps: Int = 0, purpose: String? = nil) {
        self.steps = steps
        self.purpose = purpose
    }

    /// Shows step, steps a second and ω of a `progress` event. Other events change nothing, and neither does a report
    /// that comes before the first step.
    package mutating func show(_ event: RunEvent) {
        // The very first report has nothing to say yet, wherever a run goes on from.
        guard case .progress(let record) = event, record.step > 0, record.stepsPerSecond > 0 else { return }
        let (steps, purpose) = (steps, purpose.map { "\($0): " } ?? "")
        show {
            "\(purpose)step \(NumberText.right(String(record.step), width: String(steps).count)) of \(steps), "
                + "\(EventText.stepsPerSecond(record.stepsPerSecond)), ω = \(NumberText.short(record.weightDecay))"
        }
    }

    /// Now and then only, however often it is told.
    package mutating func show(_ text: () -> String) {
        let now = ContinuousClock.now
        let interval: Duration = isTerminal ? .milliseconds(200) : .seconds(10)
        if let lastShown, now - lastShown < interval { return }
        lastShown = now
        if isTerminal {
            StandardError.write("\r\u{1B}[K\(text())")
            isShown = true
        } else {
            StandardError.line(text())
        }
    }

    /// Makes room for a line of output on the same terminal.
    package mutating func clear() {
        guard isShown else { return }
        StandardError.write("\r\u{1B}[K")
        isShown = false
    }
}
