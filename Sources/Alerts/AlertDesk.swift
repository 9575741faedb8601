internal import Dispatch
package import RunEvents
internal import Synchronization

/// Looks for alerts in a run's events as they come, and has done what they ask for: it runs programs, and hands the
/// rest to whoever can show it. It never makes anybody wait. Pauses are not its business: the trainer looks for those
/// rules itself.
package final class AlertDesk: Sendable {
    private let watch: Mutex<AlertWatch>
    private let programs = AlertPrograms()
    private let queue = DispatchQueue(label: "groktop alerts")
    private let run: String
    private let show: @Sendable (FiredAlert) -> Void
    private let problem: @Sendable (String) -> Void

    /// - Parameters:
    ///   - watch: the alerts, with what is known of the run's past.
    ///   - run: the path of the run's folder; empty for a run that is not recorded.
    ///   - show: rings, notifies and shows the line, as the alert asks. It is called on a thread of the desk's.
    ///   - problem: receives a line where a program cannot be run.
    package init(
        _ watch: AlertWatch, run: String, show: @escaping @Sendable (FiredAlert) -> Void,
        problem: @escaping @Sendable (String) -> Void
    ) {
        self.watch = Mutex(watch)
        (self.run, self.show, self.problem) = (run, show, problem)
    }

    /// Takes an event into account. It returns at once.
    package func take(_ event: RunEvent) {
        for fired in watch.withLock({ $0.take(event) }) {
            queue.async { [self] in
                show(fired)
                guard !fired.alert.program.isEmpty else { return }
                let rule = fired.alert.rule.text
                let variables = ["GROKTOP_RUN": run, "GROKTOP_STEP": "\(fired.step)", "GROKTOP_RULE": rule]
                programs.start(fired.alert.program, of: fired.index, variables: variables) { [problem] in
                    problem("alert '\(rule)': \($0)")
                }
            }
        }
    }

    /// Returns when everything that was asked for is shown and started, or after `seconds`.
    package func finish(seconds: Double = 1) {
        let done = DispatchSemaphore(value: 0)
        queue.async { done.signal() }
        _ = done.wait(timeout: .now() + seconds)
    }
}
