package import RunEvents

/// Recorded events that follow each other. The many evaluations and spectra lie side by side, by kind.
package struct EventBatch: Sendable, Equatable {
    /// Evaluations, in order.
    package var evaluations = Column<EvaluationRecord>()
    /// Spectra of both windows, in order.
    package var spectra = Column<SpectrumRecord>()
    /// All others, in order.
    package var others: [RecordedEvent] = []
    /// The sequence that the batch ends with. In a recording of a later format the event itself can be one that is left
    /// out.
    package let lastSequence: Int

    init(lastSequence: Int) { self.lastSequence = lastSequence }

    /// Records of one kind, in order, and the place of each in the run: four lists of one length.
    package struct Column<Record: Sendable & Equatable>: Sendable, Equatable {
        /// Each event's place in the run, counted from 1.
        package fileprivate(set) var sequences: [Int] = []
        /// The newest step that was known when each event came.
        package fileprivate(set) var reachedSteps: [Int] = []
        /// Seconds of training when each event came.
        package fileprivate(set) var elapsedSeconds: [Double] = []
        /// What each event says.
        package fileprivate(set) var records: [Record] = []

        /// Events of this kind.
        package var count: Int { records.count }

        mutating func append(_ place: EventPlace, _ record: Record) {
            sequences.append(place.sequence)
            reachedSteps.append(place.reachedStep)
            elapsedSeconds.append(place.elapsedSeconds)
            records.append(record)
        }
    }

    /// Events of all kinds.
    package var count: Int { evaluations.count + spectra.count + others.count }

    /// Visits all events, in the order of the run.
    package func forEach(_ body: (RecordedEvent) throws -> Void) rethrows {
        var (evaluation, spectrum, other) = (0, 0, 0)
        for _ in 0..<count {
            let next = (
                evaluations: evaluation < evaluations.count ? evaluations.sequences[evaluation] : .max,
                spectra: spectrum < spectra.count ? spectra.sequences[spectrum] : .max,
                others: other < others.count ? others[other].sequence : .max
            )
            if next.evaluations < min(next.spectra, next.others) {
                try body(evaluations.event(evaluation) { .evaluation($0) })
                evaluation += 1
            } else if next.spectra < next.others {
                try body(spectra.event(spectrum) { .spectrum($0) })
                spectrum += 1
            } else {
                try body(others[other])
                other += 1
            }
        }
    }

    /// All events, in the order of the run.
    package var events: [RecordedEvent] {
        var events: [RecordedEvent] = []
        events.reserveCapacity(count)
        forEach { events.append($0) }
        return events
    }
}

extension EventBatch.Column {
    fileprivate func event(_ index: Int, _ make: (Record) -> RunEvent) -> RecordedEvent {
        RecordedEvent(
            sequence: sequences[index], reachedStep: reachedSteps[index], elapsedSeconds: elapsedSeconds[index],
            event: make(records[index]))
    }
}
