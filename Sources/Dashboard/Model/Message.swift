package import Alerts
package import RunEvents
package import TerminalUI

/// Everything that can happen to the screen.
package enum Message: Sendable {
    /// An event of a run in this process. It came at the time of the last tick.
    case event(RunEvent)
    /// An event of a recording, with the time at which it came.
    case recorded(RecordedEvent)
    /// Everything that has been recorded so far. It replaces all that was known.
    case loaded(RunState)
    case key(Key)
    case paste(Paste)
    case mouse(MouseReport)
    case resize(Size)
    /// Seconds since the run began, over all processes that trained it; in a replay seconds on any clock. A few ticks a
    /// second are enough.
    case tick(elapsedSeconds: Double)
    /// Seconds on a clock that never goes back, for every picture while `model.isPlaying`.
    case frame(seconds: Double)
    /// The process is asked to end, or the terminal is gone.
    case interrupted
    /// The steps that have a checkpoint, in any order.
    case checkpoints([Int])
    /// The answer to an `Effect.probe`.
    case probeAnswer(ProbeRecord)
    /// The answer to an `Effect.look`.
    case knowledge(LookPlace, Result<KnowledgeRecord, LookFailure>)
    /// An answer to the question with this number, at one of its moments.
    case answered(query: Int, LookPlace, Result<StepAnswer, LookFailure>)
    /// The answer to an `Effect.intervene`.
    case intervention(InterventionRecord)
    /// Something is being done that takes a while, such as "re-deriving step 1,034: 834 …"; nil when it is done.
    case working(String?)
    case notice(String, isAlert: Bool)
    /// The rule of an alert has become true.
    case alert(FiredAlert)
    /// A command to a run that another process trains has not been taken yet.
    case commandWaits(RunCommand)
    /// A command to such a run will not be taken.
    case commandFailed(RunCommand, reason: String)
    case recording(RecordingStatus)
    /// The process that recorded the followed run has ended without a word, at this time of the day; nil where one
    /// records it.
    case recorderGone(since: String?)
    /// The other runs beneath this one.
    case overlays([Overlay])
    /// The fork that is trained beside this run, as far as it has come.
    case whatIf(Overlay)
    /// That fork is not trained any more; why, where a person has not asked for it.
    case whatIfEnded(String?)
    /// Events come from this source from now on. The newest step is shown.
    case source(Source)

    /// The message that an input is; nil for an input that is none: a redraw.
    package init?(_ input: Input) {
        switch input {
        case .redraw: return nil
        case .mouse(let report): self = .mouse(report)
        case .key(let key): self = .key(key)
        case .paste(let paste): self = .paste(paste)
        case .resize(let size): self = .resize(size)
        case .interrupted, .ended: self = .interrupted
        }
    }
}
