package import RunEvents

/// What can be measured of a recorded run, by the name that a person gives.
package enum MeasurementName: Sendable {
    /// A probe of the parameters at one step.
    case snapshot(ProbeKind)
    /// Forks of the run, trained with other weight decays.
    case intervene

    /// Every name, in the order in which help lists them.
    package static let accepted = ProbeKind.allCases.map(\.command) + [Intervention.command]

    /// - Returns: nil for a name that is none of `accepted`.
    package init?(_ text: String) {
        if text == Intervention.command {
            self = .intervene
        } else if let kind = ProbeKind(command: text) {
            self = .snapshot(kind)
        } else {
            return nil
        }
    }
}
