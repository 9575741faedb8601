/// A bracketed paste that comes byte by byte, up to `ESC [ 201 ~`.
struct PasteReader: Hashable, Sendable {
    private var kept: [UInt8] = []
    private var byteCount = 0
    /// Bytes of the end that have come.
    private var matched = 0

    private static let end: [UInt8] = [0x1B] + Array("[201~".utf8)
    /// Bytes; no text field takes as many.
    private static let mostKept = 4_096

    /// - Returns: whether it was the last.
    mutating func take(_ byte: UInt8) -> Bool {
        if byte == Self.end[matched] {
            matched += 1
            return matched == Self.end.count
        }
        for past in Self.end[..<matched] { keep(past) }
        matched = byte == Self.end[0] ? 1 : 0
        if matched == 0 { keep(byte) }
        return false
    }

    private mutating func keep(_ byte: UInt8) {
        byteCount += 1
        if kept.count < Self.mostKept { kept.append(byte) }
    }

    var paste: Paste { Paste(text: String(decoding: kept, as: UTF8.self), byteCount: byteCount) }
}
