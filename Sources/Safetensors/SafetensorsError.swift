internal import Foundation

/// The reason why a safetensors file was refused, could not be read or could not be written. `description` is one line:
/// what is wrong, where, and what would be accepted. It never names the file: callers put its path in front.
package enum SafetensorsError: Error, Sendable, Equatable, CustomStringConvertible {
    case tooShort(bytes: Int)
    case headerLength(UInt64, fileBytes: Int)
    /// The header, read or to be written, exceeds `SafetensorsLimits.maximumBytes`.
    case headerTooLong(bytes: UInt64)
    case header(String)
    case tensor(name: String, problem: String)
    case missing(name: String)
    /// The path leads to a folder, a pipe or a device.
    case notRegular
    /// The file lost bytes between its opening and its reading.
    case shrank
    /// A system call failed; `code` is its `errno`.
    case system(problem: String, code: Int32)

    /// One line for people, without the file's path.
    package var description: String {
        switch self {
        case .tooShort(let bytes): "\(bytes) bytes are no safetensors file: it starts with 8 bytes of header length"
        case .headerLength(let length, let fileBytes): "the header claims \(length) bytes of a file of \(fileBytes)"
        case .headerTooLong(let bytes):
            "a header of \(bytes) bytes is too long: at most \(SafetensorsLimits.maximumBytes) are accepted"
        case .header(let problem): "the header is not valid: \(problem)"
        case .tensor(let name, let problem): "tensor \(Self.quoted(name)): \(problem)"
        case .missing(let name): "there is no tensor \(Self.quoted(name))"
        case .notRegular: "is no regular file"
        case .shrank: "became shorter while it was read"
        case .system(let problem, let code): "\(problem): \(String(cString: strerror(code)))"
        }
    }

    /// The failure of the last system call, by `errno`.
    static func lastCall(_ problem: String) -> SafetensorsError { .system(problem: problem, code: errno) }

    /// A file's text as an error shows it: short, on one line, and without characters that a terminal obeys.
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
