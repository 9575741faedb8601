internal import Dashboard
internal import RunEvents
internal import TerminalUI

extension Message {
    /// The screen's message about an event while a step of the past is derived again: how far it is, or that it is
    /// done.
    ///
    /// - Returns: nil for an event that changes nothing there.
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
