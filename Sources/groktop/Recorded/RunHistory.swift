internal import Dashboard
internal import Recording

/// What a recording holds, as the screen keeps it.
enum RunHistory {
    /// - Throws: `RecordingError`.
    static func state(of reader: RunReader) throws -> RunState {
        var state = RunState()
        try reader.forEachBatch { batch in
            batch.forEach { state.apply($0) }
        }
        return state
    }

    /// The run that a fork left, for beneath it; nil where it is not there any more.
    static func parent(of reader: RunReader) -> Overlay? {
        guard let fork = reader.parent else { return nil }
        let runsFolder = reader.folder.url.deletingLastPathComponent()
        let named = RunFolder(runsFolder.appendingPathComponent(fork.parent.name, isDirectory: true))
        let others = (try? RunCatalog(runsFolder).list()) ?? []
        let folders = [named] + others.map(\.folder)
        for folder in folders {
            guard let parent = try? RunReader(folder), parent.reference.identifier == fork.parent.identifier,
                let state = try? state(of: parent)
            else { continue }
            return Overlay(run: state, name: folder.name, kind: .parent(forkStep: fork.step))
        }
        return nil
    }
}
