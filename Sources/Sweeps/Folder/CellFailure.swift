internal import Console
internal import Foundation
internal import RunEvents

/// What is known of a run that has failed so far: a file beside the runs, because a run that never began has no folder.
struct CellFailure: Codable, Equatable {
    /// How often it was tried.
    var attempts: Int
    /// Why it failed the last time, in one line.
    var reason: String

    /// How often a run is tried in all.
    static let mostAttempts = 3

    /// Whether it is not tried again by itself.
    var isFinal: Bool { attempts >= Self.mostAttempts }

    /// What a file says; nil where there is none, or it says nothing that can be read.
    static func read(_ cell: SweepCell, in folder: SweepFolder) -> CellFailure? {
        guard let data = FileManager.default.contents(atPath: folder.failure(cell).path) else { return nil }
        return try? JSONText.value(CellFailure.self, String(decoding: data, as: UTF8.self))
    }

    func write(_ cell: SweepCell, in folder: SweepFolder) throws(Failure) {
        guard let line = try? JSONText.line(self) else { preconditionFailure("a failure has no JSON") }
        try OutputFile.write(line + "\n", to: folder.failure(cell).path)
    }

    static func remove(_ cell: SweepCell, in folder: SweepFolder) { unlink(folder.failure(cell).path) }
}
