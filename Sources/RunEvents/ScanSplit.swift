/// Which SCAN commands are for training and which for testing (Lake and Baroni 2018).
package enum ScanSplit: String, Sendable, Codable, CaseIterable {
    /// Both drawn from all commands.
    case simple
    /// Train on commands of at most 22 actions, test on longer ones.
    case length
    /// Train on everything but the composed uses of `jump`, test on those.
    case addprimJump = "addprim-jump"
}
