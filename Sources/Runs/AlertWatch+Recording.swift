package import Alerts
package import Recording
internal import RunEvents

extension AlertWatch {
    /// Alerts that know of everything that a recording holds, so that only what comes after it makes a rule fire.
    ///
    /// - Throws: `RecordingError` where the recording cannot be read.
    package init(_ alerts: [Alert], after reader: RunReader) throws(RecordingError) {
        self.init(alerts)
        guard !alerts.isEmpty else { return }
        var watch = self
        try reader.forEachBatch { (batch: EventBatch) throws(RecordingError) in
            batch.forEach { _ = watch.take($0.event) }
        }
        self = watch
    }
}
