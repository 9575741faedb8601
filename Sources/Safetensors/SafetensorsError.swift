/// Why a safetensors file was refused. `description` is one line: what, where, and what would be accepted.
package enum SafetensorsError: Error, Sendable, Equatable, CustomStringConvertible {
    case tooShort(bytes: Int)
    case headerLength(UInt64, fileBytes: Int)
    case header(String)
    case tensor(name: String, problem: String)
    case missing(name: String)

    package var description: String {
        switch self {
        case .tooShort(let bytes): "\(bytes) bytes are no safetensors file: it starts with 8 bytes of header length"
        case .headerLength(let length, let fileBytes): "the header claims \(length) bytes of a file of \(fileBytes)"
        case .header(let problem): "the header is not valid: \(problem)"
        case .tensor(let name, let problem): "tensor '\(name)': \(problem)"
        case .missing(let name): "there is no tensor '\(name)'"
        }
    }
}
