/// The 13 words of SCAN's commands, in the order of their bytes. The raw values are their tokens; 0 is reserved for
/// padding.
package enum ScanWord: Int32, Sendable, CaseIterable {
    case after = 1
    case and, around, jump, left, look, opposite, right, run, thrice, turn, twice, walk

    /// SCAN's spelling of the word: the name of the case.
    package var text: String { String(describing: self) }
}
