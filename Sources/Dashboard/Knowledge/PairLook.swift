import RunEvents
import TerminalUI

/// The look of a pair in the table of all pairs: right or wrong, trained on or held out. The four differ in their
/// characters as well as in their colours.
enum PairLook: CaseIterable {
    case trainedRight, heldOutRight, trainedWrong, heldOutWrong

    init(isRight: Bool, isTrained: Bool) {
        switch (isRight, isTrained) {
        case (true, true): self = .trainedRight
        case (true, false): self = .heldOutRight
        case (false, true): self = .trainedWrong
        case (false, false): self = .heldOutWrong
        }
    }

    var glyph: Unicode.Scalar {
        switch self {
        case .trainedRight: "█"
        case .heldOutRight: "▒"
        case .trainedWrong: "x"
        case .heldOutWrong: "·"
        }
    }

    var role: Theme.Role {
        switch self {
        case .trainedRight: .train
        case .heldOutRight: .test
        case .trainedWrong: .alert
        case .heldOutWrong: .inactive
        }
    }

    var words: String {
        switch self {
        case .trainedRight: "right, trained on"
        case .heldOutRight: "right, held out"
        case .trainedWrong: "wrong, trained on"
        case .heldOutWrong: "wrong, held out"
        }
    }

    static func name(trained: Bool) -> String { trained ? "trained on" : "held out" }
}
