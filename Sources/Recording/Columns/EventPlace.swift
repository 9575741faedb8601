internal import RunEvents

/// Where an event stands in its run: the columns that every table of events begins with.
struct EventPlace: TableRow {
    /// Counted from 1 over all events of a run.
    var sequence: Int
    /// The newest step that was known when the event came.
    var reachedStep: Int
    /// Seconds of training so far, over all processes that trained the run.
    var elapsedSeconds: Double

    static var blank: EventPlace { EventPlace(sequence: 0, reachedStep: 0, elapsedSeconds: 0) }

    mutating func columns(_ row: inout (some ColumnVisitor & ~Copyable)) throws(RecordingError) {
        try row.key(.sequence, &sequence)
        try row.integer("reached_step", &reachedStep, in: row.limits.step)
        try row.seconds("elapsed_seconds", &elapsedSeconds)
    }
}

extension EventPlace {
    init(_ recorded: RecordedEvent) {
        self.init(
            sequence: recorded.sequence, reachedStep: recorded.reachedStep, elapsedSeconds: recorded.elapsedSeconds)
    }
}

extension RecordedEvent {
    init(_ place: EventPlace, _ event: RunEvent) {
        self.init(
            sequence: place.sequence, reachedStep: place.reachedStep, elapsedSeconds: place.elapsedSeconds,
            event: event)
    }
}
