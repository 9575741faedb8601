internal import Dashboard
internal import RunEvents
internal import TerminalUI

extension Message {
    /// What is said on the screen while a past is derived again: where it is, and in the end nothing any more.
    ///
    /// - Returns: nil for an event that changes nothing in that.
    init?(rederiving event: RunEvent, untilStep: Int) {
        switch event {
        case .progress(let record) where record.step < untilStep:
            self = .working("deriving step \(untilStep) again: at \(record.step)")
        case .progress(let record):
            guard let done = record.probeProgress else { return nil }
            self = .working("probing step \(untilStep): \(Int(saturating: 100 * done)) %")
        case .resumed: self = .working(nil)
        default: return nil
        }
    }
}
