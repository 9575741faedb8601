package import Foundation

/// The runs of a runs folder.
package struct RunCatalog: Sendable {
    /// The folder whose folders are runs; it need not be there.
    package let runsFolder: URL

    /// Where indexes are kept, which make `listing` and names quick; nil for none.
    package let indexFolder: URL?

    /// Nothing is read yet.
    ///
    /// - Parameter indexFolder: where indexes are kept, which make `listing` and names quick; nil for none.
    package init(_ runsFolder: URL, indexFolder: URL? = nil) {
        (self.runsFolder, self.indexFolder) = (runsFolder, indexFolder)
    }

    /// Where the user's indexes are, as the environment says: `$XDG_CACHE_HOME/groktop/index`, and
    /// `~/.cache/groktop/index` where that is not set.
    package static func usualIndexFolder(environment: [String: String]) -> URL {
        RunIndex.usualFolder(environment: environment)
    }

    /// A folder, and what it holds.
    package struct Entry: Sendable, Equatable {
        /// The folder that was found.
        package var folder: RunFolder
        /// What the run is, or why it cannot be read.
        package var summary: Result<RunSummary, RecordingError>
        /// Bytes of all its files.
        package var bytes: Int
    }

    /// All folders that are not hidden, by when their runs were made; those that cannot be read stand last, by name.
    /// Costs less than a millisecond a run, however long it is.
    /// - Throws: `RecordingError` where there is a runs folder that cannot be read. Where there is none, there are no
    ///   runs.
    package func list() throws(RecordingError) -> [Entry] {
        let found = try folderNames()
        let readable = folders(found).map { folder in
            let summary = Result { () throws(RecordingError) in try RunReader(folder).summary() }
            return Entry(folder: folder, summary: summary, bytes: folder.bytes)
        }
        let others = (found?.notUTF8 ?? []).map { name in
            let (folder, error) = unopened(name)
            return Entry(folder: folder, summary: .failure(error), bytes: 0)
        }
        return (readable + others).sorted { Self.order($0) < Self.order($1) }
    }

    private static func order(_ entry: Entry) -> (Double, String) {
        ((try? entry.summary.get().createdAt.timeIntervalSince1970) ?? .infinity, entry.folder.name)
    }

    /// A folder whose name is no text, and why it is not opened.
    func unopened(_ name: String) -> (folder: RunFolder, error: RecordingError) {
        let folder = RunFolder(runsFolder.appendingPathComponent(name, isDirectory: true))
        let reason = "its name is no UTF-8, and groktop opens no other: it can be renamed"
        return (folder, RecordingError(.data, folder.path, reason))
    }

    /// By name, without those whose name is no text.
    func folders() throws(RecordingError) -> [RunFolder] { folders(try folderNames()) }

    private func folders(_ found: FolderNames?) -> [RunFolder] {
        (found?.names ?? []).filter { !$0.hasPrefix(".") }
            .map { RunFolder(runsFolder.appendingPathComponent($0, isDirectory: true)) }
            .filter(\.isFolder)
    }

    /// nil where there is no runs folder.
    func folderNames() throws(RecordingError) -> FolderNames? {
        if let found = FolderNames(of: runsFolder) { return found }
        guard errno == ENOENT else { throw .system(runsFolder.path, "cannot be read") }
        return nil
    }
}

extension RunFolder {
    var isFolder: Bool {
        var isFolder = ObjCBool(false)
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}
