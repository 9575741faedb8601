internal import Dashboard
internal import Foundation
internal import Recording
internal import RunEvents

/// What a recording holds, as the screen keeps it.
enum RunHistory {
    /// With the sequence of its last event.
    ///
    /// - Throws: `RecordingError`.
    static func read(_ reader: RunReader) throws -> (state: RunState, sequence: Int) {
        var (state, sequence) = (RunState(), 0)
        let batches = BatchPipe(reader)
        while let batch = try batches.next() {
            batch.forEach { state.apply($0) }
            sequence = batch.lastSequence
        }
        return (state, sequence)
    }

    /// The run that a fork left, for beneath it; nil where it is not there any more.
    static func parent(of reader: RunReader) -> Overlay? {
        guard let fork = reader.parent else { return nil }
        let runsFolder = reader.folder.url.deletingLastPathComponent()
        let named = RunFolder(runsFolder.appendingPathComponent(fork.parent.name, isDirectory: true))
        if let overlay = overlay(named, of: fork) { return overlay }
        // It has been given another name.
        let others = (try? RunCatalog(runsFolder).list()) ?? []
        return others.lazy.compactMap { overlay($0.folder, of: fork) }.first
    }

    /// nil where the folder is not the parent's, or cannot be read.
    private static func overlay(_ folder: RunFolder, of fork: ForkedRecord) -> Overlay? {
        guard let parent = try? RunReader(folder), parent.reference.identifier == fork.parent.identifier,
            let (state, _) = try? read(parent)
        else { return nil }
        return Overlay(run: state, name: folder.name, kind: .parent(forkStep: fork.step))
    }
}
