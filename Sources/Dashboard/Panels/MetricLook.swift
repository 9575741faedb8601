import RunEvents
import TerminalUI

/// How a number that another program logs is drawn: by the set that it is measured on.
enum MetricLook {
    static func role(_ definition: MetricDefinition) -> Theme.Role {
        switch definition.dataset {
        case .train: .train
        case .test: .test
        case nil: .text
        }
    }

    /// What its curve is drawn with in ASCII.
    static func mark(_ definition: MetricDefinition) -> Unicode.Scalar {
        switch definition.dataset {
        case .train: "."
        case .test: "o"
        case nil: "*"
        }
    }
}
