internal import Console
package import Recording
internal import RunEvents

/// A recorded run as CSV, or as its events in JSON: what `groktop export` writes, and the home screen.
package struct TableExport {
    private let reader: RunReader

    /// Nothing is read yet.
    package init(_ reader: RunReader) { self.reader = reader }

    /// Writes a table as CSV.
    ///
    /// - Parameter output: the file; nil for standard output.
    /// - Throws: `Failure` where the file cannot be written, `RecordingError` where the run cannot be read.
    package func write(_ table: ExportTable, to output: String?) throws {
        switch table {
        case .recorded(let name):
            guard let table = EventTable(name, of: reader.run) else { preconditionFailure("no table \(name)") }
            try write([table.columns], to: output) { [try table.row($0)].compactMap { $0 }.map(CSV.line) }
        case .probes: try write([ProbeRows.header], to: output) { ProbeRows.rows($0).map(CSV.line) }
        case .events:
            try write([EventRows.header], to: output) { [EventRows.row($0)].compactMap { $0 }.map(CSV.line) }
        case .train, .test, .vocabulary: try Self.write(DatasetTables(reader).text(table), to: output)
        }
    }

    /// Writes all events, a JSON object a line.
    ///
    /// - Parameter output: the file; nil for standard output.
    /// - Throws: as `write` does.
    package func writeEvents(to output: String?) throws {
        try write([], to: output) { [try EventFormat.ndjson.line($0.event)].compactMap { $0 } }
    }

    private static func write(_ text: String, to output: String?) throws {
        guard let output else { return try StandardOutput.write(text) }
        try OutputFile.write(text, to: output)
    }

    private func write(
        _ first: [[String]], to output: String?, _ lines: (RecordedEvent) throws -> [String]
    ) throws {
        var text = first.map { CSV.line($0) + "\n" }.joined()
        var failure: (any Error)?
        try reader.forEachBatch { batch throws(RecordingError) in
            guard failure == nil else { return }
            do {
                try batch.forEach { recorded in
                    for line in try lines(recorded) { text += line + "\n" }
                }
                guard output == nil else { return }
                try StandardOutput.write(text)
                text = ""
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        try Self.write(text, to: output)
    }
}
