package import RunEvents

/// What the home screen asks of the outside.
package enum HomeEffect: Equatable, Sendable {
    case quit, repaint, suspend
    /// Shows the run as what fits: one that is being recorded is followed, another one played.
    case open(String)
    /// Plays the run from its beginning.
    case replay(String)
    /// Goes on with the run.
    case resume(String)
    /// Shows the first run with the others beneath it.
    case compare([String])
    /// Begins a new run at a step of this one, with another ω or the same.
    case fork(String, step: Int, RunCommand.WeightDecaySetting?)
    /// Begins a new run as a preset has it.
    case start(preset: String)
    /// Writes a table of the run to a file.
    case export(String, table: String, file: String)
    /// Removes runs. The person has been asked.
    case remove([String])
}
