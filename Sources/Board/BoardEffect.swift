/// What the sweep screen asks of the outside.
package enum BoardEffect: Equatable, Sendable {
    case quit, repaint, suspend
    /// Shows the run in this folder as what fits: one that is being recorded is followed, another one played.
    case open(path: String)
}
