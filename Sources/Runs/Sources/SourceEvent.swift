package import Foundation
package import RunEvents

/// What a source of events hands over.
package enum SourceEvent: Sendable {
    /// An event that happens now.
    case event(RunEvent)
    /// An event of a recording, which says itself when it came.
    case recorded(RecordedEvent)
    /// How far the run is, which recordings keep beside their events.
    case progress(ProgressRecord)
    /// The seconds that the run has gone on for, over all processes that trained it.
    case elapsed(Double)
    /// The process that recorded the run has ended without a word; it was last heard of then, where that is known.
    case recorderGone(since: Date?)
    /// A process records the run, again or still.
    case recorderThere
    /// Something that came is left out, for a reason that is one printable line.
    case leftOut(reason: String)
}
