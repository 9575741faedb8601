package import Foundation
package import RunEvents

/// A message from a source of events.
package enum SourceEvent: Sendable {
    /// An event that happens now.
    case event(RunEvent)
    /// An event of a recording, which says itself when it came.
    case recorded(RecordedEvent)
    /// The progress of the run, which a recording keeps beside its events.
    case progress(ProgressRecord)
    /// The seconds that the run has been trained for, over all processes that trained it.
    case elapsed(Double)
    /// The process that recorded the run has gone without ending the run. The date is its last sign of life, if known.
    case recorderGone(since: Date?)
    /// A process records the run.
    case recorderThere
    /// A command that was sent has not been taken yet.
    case commandWaits(RunCommand)
    /// A command that was sent will not be taken; the reason is one printable line.
    case commandFailed(RunCommand, reason: String)
    /// Some input was left out; the reason is one printable line.
    case leftOut(reason: String)
}
