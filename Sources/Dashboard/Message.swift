package import RunEvents
package import TerminalUI

/// Everything that can happen to the screen.
package enum Message: Sendable {
    case event(RunEvent)
    case key(Key)
    case resize(Size)
    /// Seconds since the run began. May come as often as one likes; a few times a second is enough.
    case tick(elapsedSeconds: Double)
    /// The process is asked to end, or the terminal is gone.
    case interrupted

    /// What an input means here; nil for what is no message (nothing came; draw again).
    package init?(_ input: Input) {
        switch input {
        case .none, .redraw: return nil
        case .key(let key): self = .key(key)
        case .resize(let size): self = .resize(size)
        case .interrupted, .ended: self = .interrupted
        }
    }
}

/// What the outside is to do for the screen.
package enum Effect: Equatable, Sendable {
    case send(RunCommand)
    /// Leave. The run is stopped by a `send` before it, where there is one to stop.
    case quit
    /// Draw every cell anew, whatever the terminal shows.
    case repaint
    /// Stop the process as the shell's job control does.
    case suspend
}
