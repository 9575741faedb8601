/// The byte sequences that the terminal's entry assigns to keys.
package struct KeySequences: Sendable {
    private var keys: [[UInt8]: Key] = [:]
    /// All proper beginnings of the sequences.
    private var beginnings: Set<[UInt8]> = []

    /// Starts without a sequence.
    package init() {}

    /// Adds a sequence; an earlier meaning of the same sequence stays. It ignores a sequence that begins like text, and
    /// one that is only the beginning of other sequences: these could not be distinguished from typing.
    package mutating func add(_ sequence: [UInt8], _ key: Key) {
        guard let first = sequence.first, first < 0x20 || (0x7F..<0xA0).contains(first) else { return }
        guard keys[sequence] == nil else { return }
        // These are ESC alone, CSI, SS3, and the key that ends everything; ESC ESC below is the Esc key followed by
        // another.
        guard ![[0x1B], [0x1B, 0x5B], [0x1B, 0x4F], [0x03]].contains(sequence) else { return }
        guard !sequence.starts(with: [0x1B, 0x1B]) else { return }
        keys[sequence] = key
        for count in 1..<max(1, sequence.count) { beginnings.insert(Array(sequence[..<count])) }
    }

    subscript(sequence: [UInt8]) -> Key? { keys[sequence] }

    /// Whether more bytes may complete one of the sequences.
    func isBeginning(_ bytes: [UInt8]) -> Bool { beginnings.contains(bytes) }
}
