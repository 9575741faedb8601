/// What a key does.
package enum Action: Hashable, Sendable, CaseIterable {
    case toggleWeightDecay, typeWeightDecay, ablate, perturb
    case pauseOrResume, singleStep, slower, faster
    case switchWindow, nextPanel, expand, fullAxis, nextTheme
    case help, repaint, suspend, quit, interrupt

    /// Asks something of the run, which must be going on for it.
    var isCommand: Bool {
        switch self {
        case .toggleWeightDecay, .typeWeightDecay, .ablate, .perturb, .pauseOrResume, .singleStep, .slower, .faster:
            true
        case .switchWindow, .nextPanel, .expand, .fullAxis, .nextTheme, .help, .repaint, .suspend, .quit, .interrupt:
            false
        }
    }
}
