/// A key as a person means it.
package indirect enum Key: Hashable, Sendable {
    case character(Unicode.Scalar)
    /// Ctrl with a letter, named by the small letter.
    case control(Unicode.Scalar)
    case function(Int)
    case enter, escape, tab, backTab, backspace, delete
    case up, down, left, right, home, end, pageUp, pageDown
    /// A key of the numeric keypad where the terminal tells it from the others: text in a text field, and no command.
    case keypad(Unicode.Scalar)
    /// With Shift, Alt or Ctrl where the terminal tells, and where no other case means the same: never without
    /// modifiers.
    case modified(Key, KeyModifiers)
}

/// What is held down with a key.
package struct KeyModifiers: OptionSet, Hashable, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let shift = KeyModifiers(rawValue: 1)
    package static let alt = KeyModifiers(rawValue: 2)
    package static let control = KeyModifiers(rawValue: 4)

    /// As terminals number them: one more than the sum of 1 Shift, 2 Alt, 4 Ctrl, 8 to 32 (Super, Hyper, Meta: taken
    /// for Alt), and locks, which count for nothing.
    init(parameter: Int) {
        let bits = max(0, parameter - 1)
        self = KeyModifiers(rawValue: bits & 7)
        if bits & 0b111_000 != 0 { insert(.alt) }
    }
}

extension Key {
    /// The key with this held down.
    func with(_ modifiers: KeyModifiers) -> Key {
        if modifiers.isEmpty { return self }
        return switch self {
        case .modified(let key, let others): .modified(key, modifiers.union(others))
        case .tab where modifiers == .shift: .backTab
        default: .modified(self, modifiers)
        }
    }
}
