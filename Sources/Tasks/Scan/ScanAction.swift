/// The six actions of SCAN, in the order of their bytes. The raw values are their tokens; 0, 1 and 2 are reserved for
/// padding, begin and end.
package enum ScanAction: Int32, Sendable, CaseIterable {
    case jump = 3
    case look, run, turnLeft, turnRight, walk

    /// SCAN's spelling of the action.
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
