internal import Foundation

/// Which file it is, whatever it is called: two paths with equal identities are one file.
struct FileIdentity: Sendable, Equatable {
    private let device: UInt64
    private let number: UInt64

    init(_ status: stat) {
        device = UInt64(truncatingIfNeeded: status.st_dev)
        number = UInt64(status.st_ino)
    }

    /// nil where there is no file.
    init?(of file: URL) {
        var status = stat()
        guard stat(file.path, &status) == 0 else { return nil }
        self.init(status)
    }
}

/// When a file was last written to, and how long it was then: two equal versions of one file hold the same.
struct FileVersion: Sendable, Equatable {
    private let bytes: Int
    private let seconds: Int
    private let nanoseconds: Int

    var date: Date { Date(timeIntervalSince1970: Double(seconds) + Double(nanoseconds) / 1e9) }

    /// nil where there is no file.
    init?(of file: URL) {
        var status = stat()
        guard stat(file.path, &status) == 0 else { return nil }
        #if canImport(Darwin)
            let time = status.st_mtimespec
        #else
            let time = status.st_mtim
        #endif
        bytes = Int(status.st_size)
        seconds = time.tv_sec
        nanoseconds = time.tv_nsec
    }
}
