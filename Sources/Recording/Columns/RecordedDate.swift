internal import Foundation

/// Points in time as they are recorded: ISO 8601, UTC, to the millisecond.
enum RecordedDate {
    private static let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    static func text(_ date: Date) -> String { date.formatted(format) }

    static func date(_ text: String) -> Date? { try? format.parse(text) }
}
