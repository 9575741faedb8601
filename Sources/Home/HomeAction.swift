/// What a key of the home screen does.
package enum HomeAction: Hashable, Sendable, CaseIterable {
    case up, down, pageUp, pageDown, first, last
    case open, startFirst, replay, resume, compare, fork, export, remove, mark
    case filter, sort, reverse, switchFocus, dismiss
    case nextTheme, help, repaint, suspend, quit, interrupt
}
