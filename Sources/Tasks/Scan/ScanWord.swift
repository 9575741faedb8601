/// The 13 words of SCAN commands, in the order of their bytes. Raw values are their tokens; 0 is kept for padding.
package enum ScanWord: Int32, Sendable, CaseIterable {
    case after = 1
    case and, around, jump, left, look, opposite, right, run, thrice, turn, twice, walk

    /// As SCAN spells it: the name of the case.
    package var text: String { String(describing: self) }
}
