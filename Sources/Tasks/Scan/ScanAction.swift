/// The six actions that SCAN commands are carried out in, in the order of their bytes. Raw values are their tokens; 0,
/// 1 and 2 are kept for padding, begin and end.
package enum ScanAction: Int32, Sendable, CaseIterable {
    case jump = 3
    case look, run, turnLeft, turnRight, walk

    /// As SCAN spells it.
    package var text: String {
        switch self {
        case .jump: "I_JUMP"
        case .look: "I_LOOK"
        case .run: "I_RUN"
        case .turnLeft: "I_TURN_LEFT"
        case .turnRight: "I_TURN_RIGHT"
        case .walk: "I_WALK"
        }
    }
}
