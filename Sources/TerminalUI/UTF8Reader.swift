/// A character of two to four bytes that comes byte by byte.
struct UTF8Reader: Hashable, Sendable {
    private var value: UInt32
    private var missing: Int
    /// What the next byte may be: narrower for the first of those that follow, which keeps out what is longer than it
    /// must be, surrogates, and what is beyond Unicode.
    private var accepted: ClosedRange<UInt8>

    enum Result: Hashable {
        case more
        case scalar(Unicode.Scalar)
        /// The byte is none of this character's; those before it are lost.
        case invalid
    }

    /// nil for a byte that begins no such character.
    init?(_ first: UInt8) {
        accepted = 0x80...0xBF
        switch first {
        case 0xC2...0xDF: (value, missing) = (UInt32(first & 0x1F), 1)
        case 0xE0...0xEF:
            (value, missing) = (UInt32(first & 0x0F), 2)
            if first == 0xE0 { accepted = 0xA0...0xBF }
            if first == 0xED { accepted = 0x80...0x9F }
        case 0xF0...0xF4:
            (value, missing) = (UInt32(first & 0x07), 3)
            if first == 0xF0 { accepted = 0x90...0xBF }
            if first == 0xF4 { accepted = 0x80...0x8F }
        default: return nil
        }
    }

    mutating func take(_ byte: UInt8) -> Result {
        guard accepted.contains(byte) else { return .invalid }
        accepted = 0x80...0xBF
        value = value << 6 | UInt32(byte & 0x3F)
        missing -= 1
        if missing > 0 { return .more }
        return Unicode.Scalar(value).map(Result.scalar) ?? .invalid
    }
}
