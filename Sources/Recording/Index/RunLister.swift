internal import Dispatch
internal import Foundation
internal import Synchronization

/// Lists the runs of a folder again and again, and opens those only that have changed. What the index holds is known
/// from the start, and what is read is written to it.
package final class RunLister: Sendable {
    private let catalog: RunCatalog
    private let index: RunIndex?
    private let state = Mutex(State())

    private struct State {
        /// What is known, by the folder's name; nil before the index was read.
        var known: [String: IndexedRun]?
    }

    /// Nothing is read yet.
    package init(_ catalog: RunCatalog) {
        self.catalog = catalog
        index = catalog.indexFolder.map { RunIndex(of: catalog.runsFolder, in: $0) }
    }

    /// A folder as it was found.
    private struct Found {
        let name: String
        let listed: RunCatalog.Listed
        /// What may be written to the index; nil for a run that is being recorded, cannot be read or is too new.
        let row: IndexedRun?
        /// Whether the row was known before.
        let wasKnown: Bool
    }

    /// All runs as they are now, by when they were made; those that cannot be read stand last, by name. One call at a
    /// time.
    ///
    /// - Throws: `RecordingError` where there is a runs folder that cannot be read. Where there is none, there are no
    ///   runs.
    package func refresh() throws(RecordingError) -> [RunCatalog.Listed] {
        let found = try catalog.folderNames()
        let names = (found?.names ?? []).filter { !$0.hasPrefix(".") }
        return state.withLock { state in
            let known = state.known ?? index?.read() ?? [:]
            let all = find(names, known)
            let rows = all.compactMap(\.row)
            let present = Set(all.map(\.name))
            index?.write(
                all.filter { !$0.wasKnown }.compactMap(\.row), removing: known.keys.filter { !present.contains($0) })
            state.known = Dictionary(uniqueKeysWithValues: rows.map { ($0.name, $0) })
            let unopened = (found?.notUTF8 ?? []).map { name in
                let (folder, error) = catalog.unopened(name)
                return RunCatalog.Listed(folder: folder, facts: .failure(error), bytes: 0)
            }
            return Self.sorted(all.map(\.listed) + unopened)
        }
    }

    /// As what a run's folder was read the last time; nil where it may have changed since without another stamp: a run
    /// that is being recorded, was a moment ago, or cannot be read.
    package func stamp(of name: String) -> Int64? { state.withLock { $0.known?[name]?.stamp } }

    /// What was kept of runs whose folders had a stamp. Whether they still have it is for the caller to compare.
    ///
    /// - Parameter kind: what the notes are, with their version.
    package func notes(_ kind: String) -> [RunNote] { index?.notes(kind) ?? [] }

    /// Keeps notes in the index, each only where its run's folder has not changed since the note's stamp.
    package func keep(_ notes: [RunNote], _ kind: String) {
        let current = notes.filter {
            RunStamp(folder: catalog.runsFolder.appendingPathComponent($0.name, isDirectory: true).path)?.value
                == $0.stamp
        }
        index?.write(current, kind)
    }

    private static func sorted(_ all: [RunCatalog.Listed]) -> [RunCatalog.Listed] {
        // Made once: to read a folder's name out of its path ten thousand times in each comparison would take seconds.
        let keys = all.map { listed in
            ((try? listed.facts.get().createdAt.timeIntervalSince1970) ?? .infinity, listed.folder.name)
        }
        return all.indices.sorted { keys[$0] < keys[$1] }.map { all[$0] }
    }

    /// Looks at all folders, on all cores: most of the time goes into the system's calls.
    private func find(_ names: [String], _ known: [String: IndexedRun]) -> [Found] {
        let parts = min(names.count, 64)
        guard parts > 0 else { return [] }
        let found = Mutex([[Found]](repeating: [], count: parts))
        DispatchQueue.concurrentPerform(iterations: parts) { part in
            let range = names.count * part / parts..<names.count * (part + 1) / parts
            let here = names[range].compactMap { look($0, known[$0]) }
            found.withLock { $0[part] = here }
        }
        return found.withLock { $0.flatMap(\.self) }
    }

    /// - Returns: nil for what is no folder.
    private func look(_ name: String, _ known: IndexedRun?) -> Found? {
        let now = Date().timeIntervalSince1970
        let folder = RunFolder(catalog.runsFolder.appendingPathComponent(name, isDirectory: true))
        let stamp = RunStamp(folder: folder.path)
        let isLive = folder.isBeingRecorded
        if let known, let stamp, known.stamp == stamp.value, !isLive {
            let listed = RunCatalog.Listed(folder: folder, facts: .success(known.facts), bytes: known.bytes)
            return Found(name: name, listed: listed, row: known, wasKnown: true)
        }
        guard folder.isFolder else { return nil }
        let facts = Result { () throws(RecordingError) in try RunReader(folder).facts() }
        let listed = RunCatalog.Listed(folder: folder, facts: facts, bytes: folder.bytes)
        var row: IndexedRun?
        // A recorder that came along meanwhile has changed the stamp, or holds the lock.
        if case .success(let facts) = facts, case .success = facts.foreignCommand, let stamp, stamp.isSettled(at: now),
            !isLive, facts.state != .running,
            RunStamp(folder: folder.path)?.value == stamp.value
        {
            row = IndexedRun(name: name, stamp: stamp.value, bytes: listed.bytes, facts: facts)
        }
        return Found(name: name, listed: listed, row: row, wasKnown: false)
    }
}
