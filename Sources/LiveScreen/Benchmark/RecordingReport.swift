internal import Benchmark
internal import Foundation
internal import Reports

/// What a long recording costs.
package struct RecordingReport: Codable {
    var evaluations: Int
    /// Spectra included.
    var events: Int
    var bytes: Int
    /// From the command to a whole picture, everything read.
    var openSeconds: Double
    /// To go on by a key and make the picture.
    var frameMsMedian: Double
    var frameMsP99: Double
    var recordMicrosecondsAnEvent: Double

    /// Four lines for a person.
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
