package import RunEvents
package import TerminalUI

/// Everything that can happen to the screen.
package enum Message: Sendable {
    /// Of a run in this process; it came at the time of the last tick.
    case event(RunEvent)
    /// Of a recording, which says itself when it came.
    case recorded(RecordedEvent)
    /// Everything that has been recorded so far, in the place of all that was known.
    case loaded(RunState)
    case key(Key)
    case paste(Paste)
    case resize(Size)
    /// Seconds since the run began, over all processes that trained it. May come as often as one likes; a few times a
    /// second is enough. In a replay, seconds on any clock.
    case tick(elapsedSeconds: Double)
    /// Seconds on a clock that never goes back, for every picture while `model.isPlaying`.
    case frame(seconds: Double)
    /// The process is asked to end, or the terminal is gone.
    case interrupted
    /// The steps that have a checkpoint, in any order.
    case checkpoints([Int])
    /// The answer to an `Effect.probe`.
    case probeAnswer(ProbeRecord)
    /// The answer to an `Effect.intervene`.
    case intervention(InterventionRecord)
    /// What is being done that takes a while, such as "re-deriving step 1,034: 834 …"; nil when it is done.
    case working(String?)
    case notice(String, isAlert: Bool)
    case recording(RecordingStatus)
    /// The process that recorded the run which is followed has ended without a word, at this time of the day; nil where
    /// one records it.
    case recorderGone(since: String?)
    /// Another run beneath this one; nil for none.
    case overlay(Overlay?)
    /// What comes from now on comes from there. Goes to the newest step.
    case source(Source)

    /// What an input means here; nil for what is no message (draw again; the mouse).
    package init?(_ input: Input) {
        switch input {
        case .redraw, .mouse: return nil
        case .key(let key): self = .key(key)
        case .paste(let paste): self = .paste(paste)
        case .resize(let size): self = .resize(size)
        case .interrupted, .ended: self = .interrupted
        }
    }
}
