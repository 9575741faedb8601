/// A key as a person sees it.
package indirect enum Key: Hashable, Sendable {
    case character(Unicode.Scalar)
    /// Ctrl with a letter, which is given as a small letter.
    case control(Unicode.Scalar)
    case function(Int)
    case enter, escape, tab, backTab, backspace, delete
    case up, down, left, right, home, end, pageUp, pageDown
    /// A key of the numeric keypad, where the terminal distinguishes it: text in a text field, and never a command.
    case keypad(Unicode.Scalar)
    /// A key with Shift, Alt or Ctrl, where the terminal reports them and no other case means the same. There is at
    /// least one modifier.
    case modified(Key, KeyModifiers)
}

/// The modifier keys that are held.
package struct KeyModifiers: OptionSet, Hashable, Sendable {
    /// Bit 0 for Shift, 1 for Alt, 2 for Ctrl.
    package let rawValue: Int

    /// Makes a set from its bits.
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// The Shift key.
    package static let shift = KeyModifiers(rawValue: 1)
    /// The Alt key; Super, Hyper and Meta count as Alt.
    package static let alt = KeyModifiers(rawValue: 2)
    /// The Ctrl key.
    package static let control = KeyModifiers(rawValue: 4)

    /// Reads a terminal's number: one more than the sum of 1 for Shift, 2 for Alt, 4 for Ctrl, 8 to 32 for Super, Hyper
    /// and Meta (which count as Alt), and the locks, which are ignored.
    init(parameter: Int) {
        let bits = max(0, parameter - 1)
        self = KeyModifiers(rawValue: bits & 7)
        if bits & 0b111_000 != 0 { insert(.alt) }
    }
}

extension Key {
    /// The key with these modifiers as well.
    func with(_ modifiers: KeyModifiers) -> Key {
        if modifiers.isEmpty { return self }
        return switch self {
        case .modified(let key, let others): .modified(key, modifiers.union(others))
        case .tab where modifiers == .shift: .backTab
        default: .modified(self, modifiers)
        }
    }
}
