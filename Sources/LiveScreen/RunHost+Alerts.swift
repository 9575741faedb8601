internal import Alerts
internal import Dashboard
internal import Foundation
internal import Recording
internal import Runs
internal import Synchronization

extension RunHost {
    /// Begins to look for alerts. What the screen has shown already makes no rule fire.
    func beginAlerts(_ source: any EventSource) {
        // A replay shows what was known when it was opened.
        guard !settings.alerts.isEmpty, !(source is RecordingSource) else { return }
        var watch = (source as? TrainerSource)?.session.alerts
        if watch == nil, let folder = source.folder {
            watch = try? AlertWatch(settings.alerts, after: RunReader(folder))
        }
        let desk = AlertDesk(watch ?? AlertWatch(settings.alerts), run: source.folder?.url.path ?? "") { [mailbox] in
            mailbox.put(.alert($0))
        } problem: { [mailbox] in
            mailbox.put(.notice($0, isAlert: true))
        }
        alerts.withLock { $0 = desk }
    }
}
