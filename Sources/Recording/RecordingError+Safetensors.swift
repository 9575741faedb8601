internal import Foundation
internal import Safetensors

extension RecordingError {
    init(_ error: SafetensorsError, path: String) {
        let kind: Kind =
            switch error {
            case .system(_, ENOENT): .noInput
            case .system, .notRegular, .shrank: .inputOutput
            case .tooShort, .headerLength, .headerTooLong, .header, .tensor, .missing: .data
            }
        self.init(kind, path, error.description)
    }
}
