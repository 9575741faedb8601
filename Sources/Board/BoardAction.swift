/// What a key of the sweep screen does.
package enum BoardAction: Hashable, Sendable, CaseIterable {
    case up, down, left, right, pageUp, pageDown, first, last
    case open, switchFocus, dismiss
    case nextFigure, previousFigure, nextColumnAxis, nextRowAxis
    case filter, sort, reverse
    case nextTheme, help, repaint, suspend, quit, interrupt
}
