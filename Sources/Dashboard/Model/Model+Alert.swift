import Alerts

/// Alerts on the screen.
extension Model {
    /// Shows an alert's line.
    ///
    /// - Returns: what the terminal is to do for it.
    mutating func show(_ fired: FiredAlert) -> [Effect] {
        if fired.alert.showsLine { say("alert: \(fired.line)", isAlert: true) }
        return fired.alert.actions.compactMap { action in
            switch action {
            case .bell: .ring
            case .notify: .notify(fired.line)
            // The trainer pauses by itself.
            case .line, .pause: nil
            }
        }
    }
}
