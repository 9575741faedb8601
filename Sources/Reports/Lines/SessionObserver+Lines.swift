internal import Console
internal import Recording
package import Runs

extension SessionObserver {
    private static func text(_ report: RecorderReport) -> String {
        switch report {
        case .waits(let error): "\(error); events are kept in memory until they can be written"
        case .goesOn: "the recording goes on, and has all events"
        case .ended(let error): "\(error); the run goes on unrecorded"
        case .checkpointMissing(let step, let error): "\(error); there is no checkpoint of step \(step)"
        }
    }

    /// An observer that prints each report as a line on standard error.
    package static let lines = SessionObserver(
        recording: { StandardError.line("groktop: \(text($0))") },
        noticed: { StandardError.line("groktop: \($0)") })
}
