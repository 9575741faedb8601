internal import RunEvents

/// How events are printed, one line each.
enum EventFormat: String, CaseIterable, Sendable {
    case ndjson, text

    /// - Returns: nil for what is not printed: `progress` comes by the clock and is no part of a run.
    func line(_ event: RunEvent) throws -> String? {
        if case .progress = event { return nil }
        switch self {
        case .ndjson: return try Self.json(event)
        case .text: return EventText.line(event)
        }
    }

    /// One JSON object with `type` first and the other keys sorted.
    private static func json(_ event: RunEvent) throws -> String {
        "{\"type\":\"\(event.typeName)\"," + (try JSONLine.text(event.record)).dropFirst()
    }
}
