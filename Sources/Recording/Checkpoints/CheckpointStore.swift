internal import Foundation
package import RunEvents
internal import Safetensors

/// The checkpoints of a run's folder: two safetensors files each at most.
///
/// The file with the windows is written first, the one with parameters and moments second: where that is there, all is.
/// Both hold the same state, which tells a checkpoint's own file from that of another checkpoint of the same step.
package struct CheckpointStore: Sendable {
    let folder: RunFolder
    /// nil where each header is read whenever it is asked for.
    let memory: CheckpointMemory?

    /// The folder of checkpoints need not be there yet.
    package init(_ folder: RunFolder) { (self.folder, memory) = (folder, nil) }

    /// The store of who writes many checkpoints, and would read the headers of all others each time.
    package init(_ folder: RunFolder, _ memory: CheckpointMemory) { (self.folder, self.memory) = (folder, memory) }

    /// A checkpoint on disk, as its headers have it.
    package struct Entry: Sendable, Equatable {
        /// The run's state at the checkpoint, without its tensors.
        package var state: CheckpointState
        /// Whether the run can go on from here with the same spectra.
        package var hasWindows: Bool
        /// Bytes of its one file, or of both.
        package var bytes: Int
        var windowBytes: Int?

        /// Optimizer steps done at the checkpoint.
        package var step: Int { state.step }
        /// Why the checkpoint was made.
        package var reason: CheckpointState.Reason { state.reason }
    }

    /// The checkpoints of a run, by step.
    package struct Listing: Sendable, Equatable {
        /// Checkpoints whose headers can be read.
        package var entries: [Entry] = []
        /// Files that are no checkpoints, or not any more.
        package var unreadable: [RecordingError] = []
    }

    func file(_ step: Int) -> URL { url(step, CheckpointName.suffix) }
    func windowsFile(_ step: Int) -> URL { url(step, CheckpointName.windowsSuffix) }

    private func url(_ step: Int, _ suffix: String) -> URL {
        folder.checkpoints.appendingPathComponent(CheckpointName.of(step) + suffix, isDirectory: false)
    }

    /// Reads headers only. There are no checkpoints where there is no folder of them.
    package func list() -> Listing {
        var listing = Listing()
        for step in steps() {
            do {
                listing.entries.append(try knownEntry(step))
            } catch {
                listing.unreadable.append(error)
            }
        }
        return listing
    }

    /// Files of checkpoints that a run could be gone on from if they were whole, by step.
    package func damaged(in steps: ClosedRange<Int>) -> [RecordingError] {
        self.steps().filter(steps.contains).compactMap(problem)
    }

    private func problem(_ step: Int) -> RecordingError? {
        let windowsFile = windowsFile(step)
        do {
            let entry = try entry(step)
            if entry.hasWindows || FileSize.bytes(windowsFile) == nil { return nil }
            let windows = try CheckpointState(
                metadata: try header(windowsFile).metadata, of: step, path: windowsFile.path)
            return windows == entry.state ? nil : Self.foreign(windowsFile)
        } catch {
            return error
        }
    }

    static func foreign(_ windowsFile: URL) -> RecordingError {
        RecordingError(.data, windowsFile.path, "is not of the checkpoint beside it")
    }

    /// The newest checkpoint whose headers can be read; nil where there is none.
    package func newest() -> Entry? { list().entries.last }

    /// The newest checkpoint that the run can go on from, as far as its headers tell.
    ///
    /// - Parameters:
    ///   - step: the last step that it may have.
    ///   - reproducedEvents: how many the recording has. A checkpoint that counts more belongs to another recording.
    package func newestWhole(notAfter step: Int, reproducedEvents: Int) -> Entry? {
        whole(notAfter: step).last { $0.state.reproducedEvents <= reproducedEvents }
    }

    /// All checkpoints with windows, as far as their headers tell, by step.
    package func whole(notAfter step: Int) -> [Entry] {
        list().entries.filter { $0.hasWindows && $0.step <= step }
    }

    /// The steps of all checkpoints' files, sound or not, in order.
    package func steps() -> [Int] { names().compactMap { CheckpointName.step($0, CheckpointName.suffix) }.sorted() }

    /// Checks that the folder of checkpoints can be listed; where there is none, there are no checkpoints.
    ///
    /// - Throws: `RecordingError` where it cannot.
    package func checkReadable() throws(RecordingError) {
        guard FileSize.status(folder.checkpoints) != nil else { return }
        guard let directory = opendir(folder.checkpoints.path) else {
            throw .system(folder.checkpoints.path, "cannot be read")
        }
        closedir(directory)
    }

    func names() -> [String] {
        guard FileSize.isFolder(folder.checkpoints) else { return [] }
        return (try? FileManager.default.contentsOfDirectory(atPath: folder.checkpoints.path)) ?? []
    }

    private func knownEntry(_ step: Int) throws(RecordingError) -> Entry {
        guard let memory else { return try entry(step) }
        return try memory.entry(step, self) { () throws(RecordingError) in try entry(step) }
    }

    func entry(_ step: Int) throws(RecordingError) -> Entry {
        let (file, windowsFile) = (file(step), windowsFile(step))
        let state = try CheckpointState(metadata: try header(file).metadata, of: step, path: file.path)
        let bytes = FileSize.bytes(file) ?? 0
        guard let windowBytes = FileSize.bytes(windowsFile), let windows = try? header(windowsFile),
            (try? CheckpointState(metadata: windows.metadata, of: step, path: windowsFile.path)) == state
        else { return Entry(state: state, hasWindows: false, bytes: bytes, windowBytes: nil) }
        return Entry(state: state, hasWindows: true, bytes: bytes + windowBytes, windowBytes: windowBytes)
    }

    private func header(_ file: URL) throws(RecordingError) -> SafetensorsHeader {
        try UntrustedFile.check(file)
        do {
            return try SafetensorsHeader(contentsOf: file)
        } catch {
            throw RecordingError(error, path: file.path)
        }
    }
}
