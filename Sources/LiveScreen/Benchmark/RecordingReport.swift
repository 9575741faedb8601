internal import Benchmark
internal import Foundation
internal import Reports

/// The times that a long recording takes.
package struct RecordingReport: Codable {
    var evaluations: Int
    /// The number of events, spectra included.
    var events: Int
    var bytes: Int
    /// Seconds from the command to a picture of the whole recording.
    var openSeconds: Double
    /// Milliseconds to handle a key and draw the frame.
    var frameMsMedian: Double
    var frameMsP99: Double
    var recordMicrosecondsAnEvent: Double

    /// The report in four lines.
    package var text: String {
        String(
            format: """
                a recording of %d evaluations, %d events in all, %@
                  on the screen after %.2f s
                  a picture of its past takes %.2f ms (median; 99 %% below %.2f)
                  recording takes %.1f µs an event
                """,
            evaluations, events, ByteText.short(bytes), openSeconds, frameMsMedian, frameMsP99,
            recordMicrosecondsAnEvent)
    }
}
