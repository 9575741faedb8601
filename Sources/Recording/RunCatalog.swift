package import Foundation

/// The runs of a runs folder.
package struct RunCatalog: Sendable {
    package let runsFolder: URL

    package init(_ runsFolder: URL) { self.runsFolder = runsFolder }

    /// A folder, and what it holds.
    package struct Entry: Sendable, Equatable {
        package var folder: RunFolder
        /// Or why it cannot be read.
        package var summary: Result<RunSummary, RecordingError>
        /// Of all its files.
        package var bytes: Int
    }

    /// All folders that are not hidden, by when their runs were made; those that cannot be read stand last, by name. Costs less
    /// than a millisecond a run, however long it is.
    /// - Throws: `RecordingError` where there is a runs folder that cannot be read. Where there is none, there are no runs.
    package func list() throws(RecordingError) -> [Entry] {
        try folders().map { folder in
            let summary = Result { () throws(RecordingError) in try RunReader(folder).summary() }
            return Entry(folder: folder, summary: summary, bytes: folder.bytes)
        }.sorted { Self.order($0) < Self.order($1) }
    }

    private static func order(_ entry: Entry) -> (Double, String) {
        ((try? entry.summary.get().createdAt.timeIntervalSince1970) ?? .infinity, entry.folder.name)
    }

    /// By name.
    func folders() throws(RecordingError) -> [RunFolder] {
        guard FileSize.bytes(runsFolder) != nil else { return [] }
        guard let folder = opendir(runsFolder.path) else { throw .system(runsFolder.path, "cannot be read") }
        closedir(folder)
        do {
            return try FileManager.default.contentsOfDirectory(atPath: runsFolder.path)
                .filter { !$0.hasPrefix(".") }.sorted()
                .map { RunFolder(runsFolder.appendingPathComponent($0, isDirectory: true)) }
                .filter(\.isFolder)
        } catch {
            throw RecordingError(error, path: runsFolder.path)
        }
    }
}

extension RunFolder {
    fileprivate var isFolder: Bool {
        var isFolder = ObjCBool(false)
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}
