internal import Foundation
internal import GRDB
package import RunEvents

extension RunReader {
    /// Events of one batch: some megabytes.
    private static let batchEvents = 1 << 15

    /// All events after one, in order. A follower asks again with the last sequence it got; asking costs some microseconds a
    /// table where there is nothing new.
    package func events(after sequence: Int = 0) throws(RecordingError) -> [RecordedEvent] {
        var events: [RecordedEvent] = []
        try forEachBatch(after: sequence) { batch throws(RecordingError) in events.append(contentsOf: batch.events) }
        return events
    }

    /// All events after one, in batches whose events follow each other; the last batch ends with what was committed when it
    /// was read.
    package func forEachBatch(
        after sequence: Int = 0, _ body: (EventBatch) throws(RecordingError) -> Void
    ) throws(RecordingError) {
        var sequence = sequence
        while true {
            let batch = try batch(after: sequence)
            guard batch.count > 0 else { return }
            sequence += batch.count
            try body(batch)
        }
    }

    /// The next events after one, at most as many as a batch has.
    private func batch(after sequence: Int) throws(RecordingError) -> EventBatch {
        let (path, limits, config) = (folder.database.path, limits, config)
        return try database.read { database in
            let newest = try Self.newestSequence(database, path)
            guard sequence < newest else { return EventBatch() }
            let end = min(newest, sequence + Self.batchEvents)
            var batch = EventBatch()
            for table in RecordingSchema.Events.allCases {
                let description = table.description(window: limits.window)
                try database.forEachRow(
                    description.range, [sequence, end], table: description.name, path: path, limits: limits
                ) { row in
                    let place = try EventPlace(row: &row)
                    switch table {
                    case .evaluation: batch.evaluations.append(place, try EvaluationRecord(row: &row))
                    case .spectrum: batch.spectra.append(place, try SpectrumRecord(row: &row))
                    case .session, .marker, .command, .refusal, .probe, .fork, .finish:
                        batch.others.append(RecordedEvent(place, try RunEvent(of: table, row: &row, config: config)))
                    }
                }
            }
            guard batch.count == end - sequence else {
                throw RecordingError(
                    .data, path,
                    "is damaged: \(batch.count) of the \(end - sequence) events from \(sequence + 1) to \(end) are there")
            }
            batch.others.sort { $0.sequence < $1.sequence }
            return batch
        }
    }

    /// Of all tables; 0 before the first event.
    static func newestSequence(_ database: Database, _ path: String) throws -> Int {
        let tables = RecordingSchema.Events.allCases.map { "SELECT MAX(\"sequence\") AS \"newest\" FROM \"\($0)\"" }
        var newest = 0
        try database.forEachRow(
            "SELECT COALESCE(MAX(\"newest\"), 0) FROM (\(tables.joined(separator: " UNION ALL ")))", table: "sequence",
            path: path
        ) { row in newest = try row.integer() }
        return newest
    }
}

extension RecordedEvent {
    init(_ place: EventPlace, _ event: RunEvent) {
        self.init(
            sequence: place.sequence, reachedStep: place.reachedStep, elapsedSeconds: place.elapsedSeconds, event: event)
    }
}

extension RunEvent {
    /// - Parameter config: of the run, which `started` repeats.
    init(of table: RecordingSchema.Events, row: inout ColumnReader, config: RunConfig) throws(RecordingError) {
        switch table {
        case .session: try self.init(sessionRow: &row, config: config)
        case .evaluation: self = .evaluation(try EvaluationRecord(row: &row))
        case .spectrum: self = .spectrum(try SpectrumRecord(row: &row))
        case .marker: self = .marker(try MarkerRecord(row: &row))
        case .command: self = .command(try CommandRecord(row: &row))
        case .refusal: self = .refused(try RefusedRecord(row: &row))
        case .probe: self = .probe(try ProbeRecord(row: &row))
        case .fork: self = .forked(try ForkedRecord(row: &row))
        case .finish: self = .finished(try FinishedRecord(row: &row))
        }
    }
}
