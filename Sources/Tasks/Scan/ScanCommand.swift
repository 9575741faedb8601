/// A command together with the actions that carry it out.
package struct ScanCommand: Sendable, Hashable {
    /// The command.
    package let words: [ScanWord]
    /// The actions, in the order in which they are carried out.
    package let actions: [ScanAction]

    /// Makes a command; the caller supplies the right actions.
    package init(words: [ScanWord], actions: [ScanAction]) {
        self.words = words
        self.actions = actions
    }

    /// Whether `jump` occurs within something longer: such commands are the test set of the split `addprim-jump`.
    package var isComposedJump: Bool { words.count > 1 && words.contains(.jump) }
}
