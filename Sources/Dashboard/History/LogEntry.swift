package import RunEvents

/// A line of the event list, and a mark on the time axis.
package struct LogEntry: Hashable, Sendable {
    package var step: Int
    package var kind: Kind
    package var title: String
    package var detail: String
    /// A probe that has been asked for and has not answered.
    package var isUnderWay = false
    /// What was asked for or answered, where it is about a probe.
    package var probe: MeasurementKind?

    package enum Kind: Hashable, Sendable, CaseIterable {
        case memorized, generalizing, grokked, slingshot, weightDecay, ablation, perturbation, forked, measurement
        case resumed, refused, finished

        package init(_ probe: MeasurementKind) {
            self =
                switch probe {
                case .ablation: .ablation
                case .perturbation: .perturbation
                default: .measurement
                }
        }

        package var glyph: Unicode.Scalar {
            switch self {
            case .memorized: "○"
            case .generalizing: "◇"
            case .grokked: "◆"
            case .slingshot: "↯"
            case .weightDecay: "ω"
            case .ablation: "✂"
            case .perturbation: "≈"
            case .measurement: "●"
            case .forked: "⑂"
            case .resumed: "↻"
            case .refused: "×"
            case .finished: "■"
            }
        }

        /// In one sentence, for the help screen.
        package var meaning: String {
            switch self {
            case .memorized: "memorized"
            case .generalizing: "generalizing"
            case .grokked: "grokked"
            case .slingshot: "slingshot"
            case .weightDecay: "set"
            case .ablation: "ablate"
            case .perturbation: "perturb"
            case .measurement: "measure"
            case .forked: "fork"
            case .resumed: "resumed"
            case .refused: "refused"
            case .finished: "end"
            }
        }

        /// On the time axis, where several fall into one column. nil: has no mark.
        package var importance: Int? {
            switch self {
            case .forked: 9
            case .grokked: 8
            case .generalizing: 7
            case .memorized: 6
            case .weightDecay: 5
            case .slingshot: 4
            case .ablation: 3
            case .perturbation: 2
            // Changes nothing and tries nothing.
            case .measurement: 1
            case .resumed, .refused, .finished: nil
            }
        }
    }
}
