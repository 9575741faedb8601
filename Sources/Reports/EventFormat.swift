internal import Console
package import RunEvents

/// The formats in which events are printed, one line for each.
package enum EventFormat: String, CaseIterable, Sendable {
    case ndjson, text

    /// Prints a line on standard output.
    ///
    /// - Throws: `Failure` where the line cannot be written.
    package func print(_ line: String) throws {
        switch self {
        case .ndjson: try StandardOutput.dataLine(line)
        case .text: try StandardOutput.line(line)
        }
    }

    /// The line of an event.
    ///
    /// - Returns: nil for `progress`, which is not printed: it comes by the clock and is not part of a run.
    package func line(_ event: RunEvent) throws -> String? {
        if case .progress = event { return nil }
        switch self {
        case .ndjson: return try Self.json(event)
        case .text: return EventText.line(event)
        }
    }

    /// The lines of an intervention, whose answer need not be an event of the run.
    ///
    /// - Parameter run: the name of the run that the forks left.
    package func lines(_ record: InterventionRecord, of run: String) throws -> [String] {
        switch self {
        case .ndjson: [try Self.json("intervention", record)]
        case .text: InterventionText.lines(record, of: run)
        }
    }

    private static func json(_ event: RunEvent) throws -> String { try json(event.typeName, event.record) }

    /// One JSON object with `type` first and the other keys sorted.
    private static func json(_ type: String, _ record: any Encodable) throws -> String {
        "{\"type\":\"\(type)\"," + (try JSONText.line(record)).dropFirst()
    }
}
