internal import Dispatch
internal import Foundation
internal import GRDB
package import RunEvents
internal import Synchronization

extension RunReader {
    /// Events of one batch: about a megabyte, which the next batch finds again in the cache.
    private static let batchEvents = 1 << 13

    /// All events after one, in order. A follower asks again with the last sequence it got; asking where there is
    /// nothing new costs about 0.1 ms.
    package func events(after sequence: Int = 0) throws(RecordingError) -> [RecordedEvent] {
        var events: [RecordedEvent] = []
        try forEachBatch(after: sequence) { batch throws(RecordingError) in events.append(contentsOf: batch.events) }
        return events
    }

    /// All events after one, in batches whose events follow each other; the last batch ends with what was committed
    /// when it was read. Where there is more than one batch, two are read at a time, each on a thread of its own.
    package func forEachBatch(
        after sequence: Int = 0, _ body: (EventBatch) throws(RecordingError) -> Void
    ) throws(RecordingError) {
        var sequence = sequence
        while true {
            let newest = try newestSequence()
            guard sequence < newest else { return }
            let middle = min(newest, sequence + Self.batchEvents)
            let end = min(newest, middle + Self.batchEvents)
            guard middle < end else {
                try body(batch(sequence..<middle, from: database))
                return
            }
            for batch in try batches(sequence..<middle, middle..<end) { try body(batch) }
            sequence = end
        }
    }

    /// Two at a time.
    private func batches(_ first: Range<Int>, _ second: Range<Int>) throws(RecordingError) -> [EventBatch] {
        let lanes = [(first, database), (second, try secondConnection())]
        let results = Mutex<[Int: Result<EventBatch, RecordingError>]>([:])
        DispatchQueue.concurrentPerform(iterations: lanes.count) { lane in
            let (range, connection) = lanes[lane]
            let result = Result { () throws(RecordingError) in try batch(range, from: connection) }
            results.withLock { $0[lane] = result }
        }
        var batches: [EventBatch] = []
        for (_, result) in results.withLock(\.self).sorted(by: { $0.key < $1.key }) { batches.append(try result.get()) }
        return batches
    }

    /// - Parameter range: the sequence before the first event, up to before the last event's.
    private func batch(_ range: Range<Int>, from connection: ReadOnlyDatabase) throws(RecordingError) -> EventBatch {
        let (path, run) = (folder.database.path, run)
        return try connection.read { database in
            // A newer groktop that goes on recording the run brings it to its own version.
            let limits = limits(try Self.version(database, path))
            var batch = EventBatch(lastSequence: range.upperBound)
            var unknown = try database.unknownEvents(range, limits.version, path)
            for table in RecordingSchema.Events.tables(ofVersion: limits.version) {
                let description = table.description(limits)
                try database.forEachRow(
                    description.range, [range.lowerBound, range.upperBound], table: description.name, path: path,
                    limits: limits
                ) { row in
                    let isKnown: Void? = try row.known { row throws(RecordingError) in
                        try batch.read(table, &row, run)
                    }
                    if isKnown == nil { unknown += 1 }
                }
            }
            guard batch.count + unknown == range.count else {
                let wanted = "\(range.count) events from \(range.lowerBound + 1) to \(range.upperBound)"
                throw RecordingError(
                    .data, path, "is damaged: \(batch.count + unknown) of the \(wanted) are there")
            }
            batch.others.sort { $0.sequence < $1.sequence }
            return batch
        }
    }

    /// The last event's that is committed; 0 before the first.
    package func newestSequence() throws(RecordingError) -> Int {
        let path = folder.database.path
        return try database.read { database in
            try Self.newestSequence(database, try Self.version(database, path), path)
        }
    }

    /// The highest sequence of all tables of events; 0 before the first event.
    static func newestSequence(_ database: Database, _ version: Int, _ path: String) throws -> Int {
        let known = RecordingSchema.Events.tables(ofVersion: version).map { "\"\($0.name)\"" }
        let tables = (known + (try database.unknownEventTables(version, path))).map {
            "SELECT MAX(\"sequence\") AS \"newest\" FROM \($0)"
        }
        var newest = 0
        try database.forEachRow(
            "SELECT COALESCE(MAX(\"newest\"), 0) FROM (\(tables.joined(separator: " UNION ALL ")))", table: "sequence",
            path: path
        ) { row in newest = try row.integer() }
        return newest
    }
}

extension EventBatch {
    fileprivate mutating func read(
        _ table: RecordingSchema.Events, _ row: inout ColumnReader, _ run: RunDescription
    ) throws(RecordingError) {
        let place = try EventPlace(row: &row)
        switch table {
        case .evaluation: evaluations.append(place, try EvaluationRecord(row: &row))
        case .spectrum: spectra.append(place, try SpectrumRecord(row: &row))
        case .session, .marker, .command, .refusal, .probe, .fork, .finish, .gapLedger, .gapFlow, .response, .window,
            .intervention, .metricDefinition, .metric, .metricProbe, .remark:
            others.append(RecordedEvent(place, try RunEvent(of: table, row: &row, run: run)))
        }
    }
}
