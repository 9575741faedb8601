internal import Foundation

extension RunCatalog {
    /// The newest run.
    private static let newest = "@"
    /// How many names an error lists.
    private static let mostNames = 6

    /// The run that an argument of the command line means: `@` for the newest, a path (whatever holds a `/`, and `.`
    /// and `..`), a name, or the beginning of one name, or of the short identifier at one's end.
    ///
    /// That the folder is a run is for `RunReader` to find out.
    /// - Throws: `RecordingError`: `usage` for what could be several, `noInput` for what is none.
    package func resolve(_ argument: String) throws(RecordingError) -> RunFolder {
        if argument.contains("/") || argument == "." || argument == ".." { return try atPath(argument) }
        if argument == Self.newest { return try newestRun() }
        let folders = try folders()
        if let folder = folders.first(where: { $0.name == argument }) { return folder }
        let meant =
            argument.isEmpty
            ? []
            : folders.filter { folder in
                folder.name.hasPrefix(argument) || folder.shortIdentifier.hasPrefix(argument)
            }
        guard let first = meant.first else {
            let others =
                folders.isEmpty
                ? "there are no runs" : "there \(folders.count == 1 ? "is" : "are") \(Self.list(folders))"
            throw RecordingError(.noInput, runsFolder.path, "no run is called '\(argument)'; \(others)")
        }
        guard meant.count == 1 else {
            throw RecordingError(.usage, runsFolder.path, "'\(argument)' could be \(Self.list(meant))")
        }
        return first
    }

    /// The run in the folder of this very name.
    ///
    /// - Throws: `RecordingError` where there is no such folder.
    package func resolve(exactly name: String) throws(RecordingError) -> RunFolder {
        let folder = RunFolder(runsFolder.appendingPathComponent(name, isDirectory: true))
        guard folder.isFolder else { throw RecordingError(.noInput, folder.path, "the run has been removed") }
        return folder
    }

    private func atPath(_ path: String) throws(RecordingError) -> RunFolder {
        let url = URL(fileURLWithPath: path, isDirectory: true).standardizedFileURL
        guard FileIdentity(of: url) != nil else {
            if [EACCES, EIO, ELOOP, ENAMETOOLONG].contains(errno) { throw .system(path, "cannot be opened") }
            throw RecordingError(.noInput, path, "there is no such run")
        }
        return RunFolder(url)
    }

    private func newestRun() throws(RecordingError) -> RunFolder {
        let entries = try listing()
        guard let folder = entries.last(where: { (try? $0.facts.get()) != nil })?.folder else {
            guard let first = entries.first, case .failure(let error) = first.facts else {
                throw RecordingError(.noInput, runsFolder.path, "there are no runs")
            }
            throw RecordingError(
                error.kind, runsFolder.path, "no run in it can be read; of \(first.folder.name): \(error.reason)")
        }
        return folder
    }

    private static func list(_ folders: [RunFolder]) -> String {
        let names = folders.suffix(mostNames).map(\.name).joined(separator: ", ")
        return folders.count > mostNames ? "\(names) and \(folders.count - mostNames) more" : names
    }
}

extension RunFolder {
    /// What its name ends with, behind the last `-`.
    fileprivate var shortIdentifier: Substring { name.split(separator: "-").last ?? "" }
}
