/// Which keys send control characters, and which characters are none.
enum ControlCharacter {
    /// The key that sends a control character; nil where the value is none, or no key sends it.
    static func key(_ value: Int) -> Key? {
        switch value {
        case 0x08, 0x7F: .backspace
        case 0x09: .tab
        case 0x0A, 0x0D: .enter
        case 0x1B: .escape
        case 0x01...0x1A: Unicode.Scalar(UInt32(value) + 0x60).map(Key.control)
        default: nil
        }
    }

    /// Whether a character is text, and neither of the two sets of control characters (C0 with DEL, and C1).
    static func isText(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value)
    }
}
