import RunEvents
import TerminalUI

extension Panel {
    /// What stands on the time axis: accuracies of a run that groktop trains, and what another program logs of its own.
    package static let course = Panel("accuracy", .time, sharesTime: true) {
        switch $0.subject {
        case .watched: LoggedView($0)
        case .trained: AccuracyView($0)
        }
    }

    /// The classes of the edge below the time axis.
    package static let ribbons = Panel("ribbons", .time, sharesTime: true) { RibbonView($0, .fine) }
}
