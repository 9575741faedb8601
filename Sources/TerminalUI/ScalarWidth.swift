/// Which scalars surely take exactly one column.
package enum ScalarWidth {
    /// The scalar itself, or `?` for control characters, combining marks and wide characters: one of these in a
    /// terminal's stream shifts the rest of the row.
    package static func single(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0x20...0x7E: return scalar
        case 0...0xA0, 0xAD: return "?"
        // Latin, Greek, Cyrillic without their combining marks; punctuation without the invisible; sub- and
        // superscripts; arrows, mathematics, box drawing, blocks, shapes, braille.
        case 0xA1...0x2FF, 0x370...0x482, 0x48A...0x52F: return scalar
        case 0x2010...0x2027, 0x2030...0x205E, 0x2070...0x209C, 0x20A0...0x20BF: return scalar
        case 0x2100...0x2319, 0x231C...0x2328, 0x232B...0x23E8: return scalar
        case 0x2400...0x25FC, 0x25FF...0x2613, 0x2800...0x28FF: return scalar
        case 0x2616...0x2C00: return isEmojiByDefault(scalar) ? "?" : scalar
        default: return "?"
        }
    }

    private static func isEmojiByDefault(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isEmojiPresentation
    }
}
