internal import Foundation
internal import GRDB

extension RunReader {
    /// A sentence about a run that a later groktop has recorded, without its subject; nil where this groktop writes the
    /// run's format.
    package var laterFormatNotice: String? {
        guard version > RecordingFormat.version else { return nil }
        return
            "was recorded by a later groktop (version \(version) of the format); what this one does not know is left "
            + "out"
    }

    /// Whether the run can be gone on with, or forked.
    ///
    /// - Throws: `RecordingError` for a format that this groktop does not write.
    package func checkWriting() throws(RecordingError) { try Self.checkWriting(version, folder.database.path) }

    /// A later format is not written: rows would lack what it has, and what follows from rows that are not known here
    /// would be missing. A fork repeats its parent's events, so it would be no fork without them.
    static func checkWriting(_ version: Int, _ path: String) throws(RecordingError) {
        guard version <= RecordingFormat.version else {
            throw RecordingError(
                .data, path,
                "has version \(version) of the format; this groktop reads it, but goes on with and forks only "
                    + "versions 1 to \(RecordingFormat.version)")
        }
    }

    /// The format's version.
    ///
    /// - Throws: `RecordingError` where it is no run, or one of a version that cannot be read.
    static func version(_ database: Database, _ path: String) throws -> Int {
        let identifier = try pragma("application_id", database, path)
        guard identifier == RecordingFormat.applicationIdentifier else {
            throw RecordingError(.data, path, "is no run that groktop recorded")
        }
        let (version, readable) = (try pragma("user_version", database, path), RecordingFormat.readableVersions)
        guard version <= readable.upperBound else {
            throw RecordingError(
                .data, path,
                "has version \(version) of the format; this groktop reads versions \(readable.lowerBound) to "
                    + "\(readable.upperBound)")
        }
        guard version >= readable.lowerBound else {
            throw RecordingError(.data, path, "is damaged: there is no version \(version) of the format")
        }
        return version
    }

    private static func pragma(_ name: String, _ database: Database, _ path: String) throws -> Int {
        var value = 0
        try database.forEachRow("PRAGMA \(name)", table: name, path: path) { row in
            value = try row.integer(in: Int.min...Int.max)
        }
        return value
    }
}
