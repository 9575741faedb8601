internal import Foundation
internal import Synchronization

/// What the headers of a run's checkpoints say, each for as long as its files are the same. Whoever writes one
/// checkpoint after the other would read the headers of all others each time: a tiny model comes to hundreds of them.
package final class CheckpointMemory: Sendable {
    private let entries = Mutex<[Int: Known]>([:])

    /// Nothing is known yet.
    package init() {}

    private struct Known {
        let files: Files
        let entry: CheckpointStore.Entry
    }

    /// As what the files of a checkpoint were read.
    private struct Files: Equatable {
        let identity: FileIdentity?
        let version: FileVersion?
        let windowsIdentity: FileIdentity?
        let windowsVersion: FileVersion?

        init(_ step: Int, _ store: CheckpointStore) {
            let (file, windows) = (store.file(step), store.windowsFile(step))
            (identity, version) = (FileIdentity(of: file), FileVersion(of: file))
            (windowsIdentity, windowsVersion) = (FileIdentity(of: windows), FileVersion(of: windows))
        }
    }

    /// The entry of a step, read only where its files are others than the last time.
    func entry(
        _ step: Int, _ store: CheckpointStore, read: () throws(RecordingError) -> CheckpointStore.Entry
    ) throws(RecordingError) -> CheckpointStore.Entry {
        let files = Files(step, store)
        if let known = entries.withLock({ $0[step] }), known.files == files { return known.entry }
        let entry = try read()
        entries.withLock { $0[step] = Known(files: files, entry: entry) }
        return entry
    }

    /// Forgets a step whose files are about to change.
    func forget(_ step: Int) { entries.withLock { $0[step] = nil } }
}
