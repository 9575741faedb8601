/// A line of the event list, and a mark on the time axis.
package struct LogEntry: Hashable, Sendable {
    package var step: Int
    package var kind: Kind
    package var title: String
    package var detail: String
    /// A probe that has been asked for and has not answered.
    package var isUnderWay = false

    package enum Kind: Hashable, Sendable, CaseIterable {
        case memorized, grokked, slingshot, weightDecay, ablation, perturbation, forked, resumed, refused, finished

        package var glyph: Unicode.Scalar {
            switch self {
            case .memorized: "○"
            case .grokked: "◆"
            case .slingshot: "↯"
            case .weightDecay: "ω"
            case .ablation: "✂"
            case .perturbation: "≈"
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
            case .resumed, .refused, .finished: nil
            }
        }
    }
}
