internal import Foundation
internal import RunEvents

/// The last thing that a process has said.
enum LastLine {
    /// Bytes of a log's end that are looked at.
    private static let bytes: UInt64 = 8_192
    /// Characters of a line that are kept.
    private static let length = 300

    /// The last line of a file that is not empty, printable; nil where there is none.
    static func of(_ file: URL) -> String? {
        guard let handle = try? FileHandle(forReadingFrom: file) else { return nil }
        defer { try? handle.close() }
        guard let end = try? handle.seekToEnd() else { return nil }
        try? handle.seek(toOffset: end > bytes ? end - bytes : 0)
        guard let data = try? handle.readToEnd() else { return nil }
        let lines = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
        guard let last = lines.last(where: { $0.contains { !$0.isWhitespace } }) else { return nil }
        return String(PrintableText.line(String(last)).prefix(length))
    }
}
