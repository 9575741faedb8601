internal import Alerts
internal import Console
internal import Foundation
internal import Recording
internal import Runs

/// Alerts of a run without a screen: lines on standard error and, where that is a terminal, bells and notifications.
enum AlertLines {
    /// A desk for the session's alerts.
    static func desk(_ session: RunSession) -> AlertDesk {
        let folder = session.folder
        return AlertDesk(session.alerts, run: folder?.url.path ?? "") { fired in
            if StandardError.isTerminal { ring(fired.alert, fired.line) }
            guard fired.alert.showsLine else { return }
            var line = "groktop: alert: \(fired.line)"
            if fired.alert.actions.contains(.pause), let folder {
                line += "; paused: groktop send \(folder.name) resume goes on"
            }
            say(line)
        } problem: {
            say("groktop: \($0)")
        }
    }

    private static func say(_ line: String) {
        // The line of progress may stand there.
        StandardError.eraseLine()
        StandardError.line(line)
    }

    private static func ring(_ alert: Alert, _ line: String) {
        if alert.actions.contains(.bell) { StandardError.write("\u{7}") }
        guard alert.actions.contains(.notify) else { return }
        let bytes = DesktopNotification.bytes(line, environment: ProcessInfo.processInfo.environment)
        StandardError.write(String(decoding: bytes, as: UTF8.self))
    }
}
