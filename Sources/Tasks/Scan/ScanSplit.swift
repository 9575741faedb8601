/// The rule that divides SCAN's commands into training and testing (Lake and Baroni 2018).
package enum ScanSplit: String, Sendable, CaseIterable {
    /// Both sets are drawn from all commands.
    case simple
    /// Training has the commands with at most 22 actions, testing the longer ones.
    case length
    /// Training has everything but the composed uses of `jump`; testing has these.
    case addprimJump = "addprim-jump"
}
