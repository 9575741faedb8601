/// What a terminal's own entry says that its keys send.
package struct KeySequences: Sendable {
    private var keys: [[UInt8]: Key] = [:]
    /// All that more bytes make a sequence of.
    private var beginnings: Set<[UInt8]> = []

    package init() {}

    /// The first meaning of a sequence stays. What begins like text, or is no more than the beginning of every
    /// sequence, is passed over: it could not be told from typing.
    package mutating func add(_ sequence: [UInt8], _ key: Key) {
        guard let first = sequence.first, first < 0x20 || (0x7F..<0xA0).contains(first) else { return }
        guard keys[sequence] == nil else { return }
        // ESC alone, CSI and SS3; the key that ends everything; and ESC ESC, which is the Esc key and then another.
        guard ![[0x1B], [0x1B, 0x5B], [0x1B, 0x4F], [0x03]].contains(sequence) else { return }
        guard !sequence.starts(with: [0x1B, 0x1B]) else { return }
        keys[sequence] = key
        for count in 1..<max(1, sequence.count) { beginnings.insert(Array(sequence[..<count])) }
    }

    subscript(sequence: [UInt8]) -> Key? { keys[sequence] }

    /// Whether more bytes may make one of our sequences of these.
    func isBeginning(_ bytes: [UInt8]) -> Bool { beginnings.contains(bytes) }
}
