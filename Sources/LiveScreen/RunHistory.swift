internal import Console
internal import Dashboard
internal import Foundation
internal import Recording
internal import RunEvents

/// Reads recordings into the state that the screen keeps of a run.
enum RunHistory {
    /// The state of a whole recording, and the sequence number of its last event.
    ///
    /// - Throws: `RecordingError` where the recording cannot be read.
    static func read(_ reader: RunReader) throws -> (state: RunState, sequence: Int) {
        var (state, sequence) = (RunState(), 0)
        let batches = BatchPipe(reader)
        while let batch = try batches.next() {
            batch.forEach { state.apply($0) }
            sequence = batch.lastSequence
        }
        return (state, sequence)
    }

    /// Runs to be drawn beneath another, in this order.
    ///
    /// - Throws: `RecordingError` where one cannot be read.
    static func overlays(_ folders: [RunFolder]) throws -> [Overlay] {
        try folders.map { Overlay(run: try read(RunReader($0)).state, name: $0.name, kind: .other) }
    }

    /// A fork as the one that is trained beside its parent.
    ///
    /// - Throws: `RecordingError` where it cannot be read; `Failure` with EX_USAGE where it is no fork.
    static func whatIf(_ folder: RunFolder) throws -> Overlay {
        let reader = try RunReader(folder)
        guard let fork = reader.parent else { throw Failure.usage("--what-if \(folder.name): it is no fork") }
        return Overlay(run: try read(reader).state, name: folder.name, kind: .whatIf(forkStep: fork.step))
    }

    /// The run that a fork left, to be drawn beneath the fork; nil where it is gone.
    static func parent(of reader: RunReader) -> Overlay? {
        guard let fork = reader.parent else { return nil }
        let runsFolder = reader.folder.url.deletingLastPathComponent()
        let named = RunFolder(runsFolder.appendingPathComponent(fork.parent.name, isDirectory: true))
        if let overlay = overlay(named, of: fork) { return overlay }
        // The parent's folder may have been renamed.
        let others = (try? RunCatalog(runsFolder).list()) ?? []
        return others.lazy.compactMap { overlay($0.folder, of: fork) }.first
    }

    /// The run in this folder; nil where it is not the parent, or cannot be read.
    private static func overlay(_ folder: RunFolder, of fork: ForkedRecord) -> Overlay? {
        guard let parent = try? RunReader(folder), parent.reference.identifier == fork.parent.identifier,
            let (state, _) = try? read(parent)
        else { return nil }
        return Overlay(run: state, name: folder.name, kind: .parent(forkStep: fork.step))
    }
}
