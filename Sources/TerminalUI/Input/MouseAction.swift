/// What a report of the mouse means.
package enum MouseAction: Hashable, Sendable {
    case press(Button)
    /// The pointer moved while a button was held.
    case drag(Button)
    case release
    /// The wheel away from the person, or towards the person.
    case wheelUp, wheelDown
    /// The wheel sideways, or with Shift, Alt or Ctrl.
    case wheelLeft, wheelRight

    /// A button.
    package enum Button: Hashable, Sendable {
        case left, middle, right
    }
}

extension MouseReport {
    /// What it means; nil where it means nothing here: buttons beyond the third, and motion without a button.
    package var action: MouseAction? {
        let isModified = button & 0b1_1100 != 0
        switch button & 0b1110_0011 {
        case 64: return isModified ? .wheelLeft : .wheelUp
        case 65: return isModified ? .wheelRight : .wheelDown
        case 66: return .wheelLeft
        case 67: return .wheelRight
        default: break
        }
        guard button < 64 else { return nil }
        let buttons: [MouseAction.Button] = [.left, .middle, .right]
        guard button & 3 < 3 else { return isRelease || button & 32 == 0 ? .release : nil }
        if isRelease { return .release }
        return button & 32 == 0 ? .press(buttons[button & 3]) : .drag(buttons[button & 3])
    }
}
