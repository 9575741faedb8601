internal import Foundation
internal import GRDB
internal import Safetensors

extension RecordingError {
    /// An error of the C library: what could not be done, and `errno`'s words.
    static func system(_ path: String, _ what: String, _ code: Int32 = errno) -> RecordingError {
        RecordingError(code == ENOENT ? .noInput : .inputOutput, path, "\(what): \(words(code))")
    }

    /// The same for any error of SQLite, of Foundation or of a file's transfer; one of ours stays as it is.
    init(_ error: any Error, path: String) {
        switch error {
        case let error as RecordingError: self = error
        case let error as SafetensorsError: self = RecordingError(error, path: path)
        case let error as DatabaseError: self = .database(error, path)
        default:
            let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError ?? error as NSError
            let reason =
                underlying.domain == NSPOSIXErrorDomain
                ? Self.words(Int32(underlying.code)) : underlying.localizedDescription
            self = RecordingError(.inputOutput, path, reason)
        }
    }

    private static func words(_ code: Int32) -> String { String(cString: strerror(code)) }

    private static func database(_ error: DatabaseError, _ path: String) -> RecordingError {
        let message = error.message ?? "error \(error.resultCode.rawValue)"
        switch error.resultCode.primaryResultCode {
        case .SQLITE_NOTADB: return RecordingError(.data, path, "is no SQLite database")
        case .SQLITE_CORRUPT: return RecordingError(.data, path, "is damaged: \(message)")
        // What does not prepare is a table or column that is not there; what does not fit is a row that nobody
        // recorded.
        case .SQLITE_ERROR, .SQLITE_MISMATCH, .SQLITE_CONSTRAINT, .SQLITE_TOOBIG, .SQLITE_FORMAT, .SQLITE_SCHEMA,
            .SQLITE_RANGE:
            return RecordingError(.data, path, "is no run as groktop records it: \(message)")
        case .SQLITE_FULL: return RecordingError(.inputOutput, path, "the disk is full")
        case .SQLITE_READONLY: return RecordingError(.inputOutput, path, "cannot be written: \(message)")
        case .SQLITE_CANTOPEN:
            // SQLite does not say why.
            let why = access(path, R_OK) == 0 ? "" : ": \(words(errno))"
            return RecordingError(.inputOutput, path, "cannot be opened\(why)")
        case .SQLITE_BUSY, .SQLITE_LOCKED: return RecordingError(.busy, path, "is locked by another process")
        default: return RecordingError(.inputOutput, path, message)
        }
    }
}
