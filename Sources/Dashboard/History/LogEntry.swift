package import RunEvents

/// A line of the event list, and a mark on the time axis.
package struct LogEntry: Hashable, Sendable {
    /// Optimizer step that it is about.
    package var step: Int
    /// What kind of thing happened.
    package var kind: Kind
    /// What happened, in a word or two.
    package var title: String
    /// Figures, or the reason, beside the title.
    package var detail: String
    /// Whether it is about a probe that was asked for and has not answered.
    package var isUnderWay = false
    /// The probe that it is about; nil for the other entries.
    package var probe: MeasurementKind?

    /// What can happen to a run, by its sign on the screen.
    package enum Kind: Hashable, Sendable, CaseIterable {
        case memorized, generalizing, grokked, slingshot, weightDecay, ablation, perturbation, forked, measurement
        case resumed, refused, note, finished

        /// The kind of a probe's entry.
        package init(_ probe: MeasurementKind) {
            self =
                switch probe {
                case .ablation: .ablation
                case .perturbation: .perturbation
                default: .measurement
                }
        }

        /// The sign in the list and on the time axis.
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
            case .note: "·"
            case .finished: "■"
            }
        }

        /// A word for the help screen.
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
            case .note: "note"
            case .finished: "end"
            }
        }

        /// Which mark shows where several fall into one column of the time axis; nil for a kind without a mark.
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
            case .resumed, .refused, .note, .finished: nil
            }
        }
    }
}
