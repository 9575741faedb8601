internal import RunEvents

/// What a recorder was given and has not written yet; gives each event its place in the run's order.
struct PendingEvents {
    private(set) var events: [RecordedEvent] = []
    private(set) var progress: ProgressRecord?
    private var nextSequence: Int
    /// The newest step that an event has reached.
    private(set) var reachedStep: Int

    /// More can only gather where the disk hangs: at 300 events a second, minutes of them, and some 100 MB.
    static let limit = 200_000

    init(place: RecordedPlace) {
        nextSequence = place.sequence + 1
        reachedStep = place.reachedStep
    }

    var isEmpty: Bool { events.isEmpty && progress == nil }
    var isFull: Bool { events.count >= Self.limit }

    mutating func append(_ event: RunEvent, elapsedSeconds: Double) {
        reachedStep = max(reachedStep, event.step)
        if case .progress(let record) = event {
            progress = record
            return
        }
        events.append(
            RecordedEvent(
                sequence: nextSequence, reachedStep: reachedStep, elapsedSeconds: elapsedSeconds, event: event))
        nextSequence += 1
    }

    /// Puts back what was taken and could not be written, before what has come since.
    mutating func putBack(_ taken: (events: [RecordedEvent], progress: ProgressRecord?)) {
        events = taken.events + events
        progress = progress ?? taken.progress
    }

    /// All of it; nothing is pending afterwards.
    mutating func take() -> (events: [RecordedEvent], progress: ProgressRecord?) {
        defer { (events, progress) = ([], nil) }
        return (events, progress)
    }
}
