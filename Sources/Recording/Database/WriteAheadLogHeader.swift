internal import Foundation

/// The first 32 bytes of SQLite's write-ahead log: page size, checkpoint sequence number, two salts and a checksum.
///
/// SQLite appends to a log until all of it is in the database, and then begins it anew with the next commit, with the
/// number and the first salt one higher and the second drawn at random. So two equal headers are of one log that has
/// only grown between.
struct WriteAheadLogHeader: Sendable, Equatable {
    private let bytes: [UInt8]

    /// nil where there is no log, or nothing in it.
    init?(of log: URL) {
        // Opening anew makes a network file system ask its server; a file kept open may be read from the cache.
        guard let descriptor = try? UntrustedFile.open(log, O_RDONLY) else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: Self.count)
        guard pread(descriptor, &bytes, bytes.count, 0) == Self.count else { return nil }
        self.bytes = bytes
    }

    private static let count = 32
}
