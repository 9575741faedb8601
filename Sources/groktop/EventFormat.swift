internal import Foundation
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

    /// One JSON object with `type` first and the other keys sorted. Numbers have as many digits as it takes to read back the
    /// same double.
    private static func json(_ event: RunEvent) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let record = String(decoding: try encoder.encode(event.record), as: UTF8.self)
        return "{\"type\":\"\(event.typeName)\"," + record.dropFirst()
    }
}
