internal import Foundation

/// Why a safetensors file was refused, could not be read or could not be written. `description` is one line: what,
/// where, and what would be accepted. It never names the file: callers put its path in front.
package enum SafetensorsError: Error, Sendable, Equatable, CustomStringConvertible {
    case tooShort(bytes: Int)
    case headerLength(UInt64, fileBytes: Int)
    /// Beyond `SafetensorsHeader.maximumBytes`, read or to be written.
    case headerTooLong(bytes: UInt64)
    case header(String)
    case tensor(name: String, problem: String)
    case missing(name: String)
    /// A folder, a pipe, a device.
    case notRegular
    /// The file lost bytes between its opening and its reading.
    case shrank
    /// The system said no; `code` is its `errno`.
    case system(problem: String, code: Int32)

    package var description: String {
        switch self {
        case .tooShort(let bytes): "\(bytes) bytes are no safetensors file: it starts with 8 bytes of header length"
        case .headerLength(let length, let fileBytes): "the header claims \(length) bytes of a file of \(fileBytes)"
        case .headerTooLong(let bytes):
            "a header of \(bytes) bytes is too long: at most \(SafetensorsHeader.maximumBytes) are accepted"
        case .header(let problem): "the header is not valid: \(problem)"
        case .tensor(let name, let problem): "tensor \(Self.quoted(name)): \(problem)"
        case .missing(let name): "there is no tensor \(Self.quoted(name))"
        case .notRegular: "is no regular file"
        case .shrank: "became shorter while it was read"
        case .system(let problem, let code): "\(problem): \(String(cString: strerror(code)))"
        }
    }

    /// The failure of the system call just made.
    static func lastCall(_ problem: String) -> SafetensorsError { .system(problem: problem, code: errno) }

    /// Text of a file as an error shows it: whatever it holds, it stays short, on one line, and no terminal obeys it.
    static func quoted(_ text: String) -> String {
        let longest = 80
        var shown = ""
        for scalar in text.unicodeScalars.prefix(longest) {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator:
                shown += "\\u{\(String(scalar.value, radix: 16))}"
            default: shown.unicodeScalars.append(scalar)
            }
        }
        return text.unicodeScalars.count > longest ? "'\(shown)…'" : "'\(shown)'"
    }
}
