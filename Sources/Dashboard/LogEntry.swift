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
    package var probe: ProbeKind?

    package enum Kind: Hashable, Sendable, CaseIterable {
        case memorized, grokked, slingshot, weightDecay, ablation, perturbation, measurement, forked, resumed, refused, finished

        package init(_ probe: ProbeKind) {
            self = switch probe {
            case .ablation: .ablation
            case .perturbation: .perturbation
            case .curvature, .readout, .function, .attention, .fourier: .measurement
            }
        }

        package var glyph: Unicode.Scalar {
            switch self {
            case .memorized: "○"
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
            case .forked: 7
            case .grokked: 6
            case .memorized: 5
            case .weightDecay: 4
            case .slingshot: 3
            case .ablation: 2
            case .perturbation: 1
            // Measurements change nothing, and the legend has no room left for their sign.
            case .measurement, .resumed, .refused, .finished: nil
            }
        }
    }
}
