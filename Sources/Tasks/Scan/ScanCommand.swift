/// A command and what carries it out.
package struct ScanCommand: Sendable, Hashable {
    package let words: [ScanWord]
    package let actions: [ScanAction]

    package init(words: [ScanWord], actions: [ScanAction]) {
        self.words = words
        self.actions = actions
    }

    /// `jump` inside of something longer: what the split `addprim-jump` tests.
    package var isComposedJump: Bool { words.count > 1 && words.contains(.jump) }
}
