internal import Foundation
package import RunEvents
internal import Safetensors

extension CheckpointStore {
    /// Writes a checkpoint, in the place of an earlier one of the same step, and makes room for it within the budget.
    /// If the earlier one was made at a mark, the new one takes over its reason, so that the mark still has one.
    ///
    /// A kill at any moment leaves every checkpoint as it was or as it is to be; one that replaces another may be left
    /// without its windows. Only one may write at a time.
    ///
    /// - Parameter neededStep: the newest checkpoint with windows that is not after it stays; nil where none is needed.
    package func write(
        _ checkpoint: Checkpoint, within budget: CheckpointBudget, neededStep: Int? = nil
    ) throws(RecordingError) {
        let step = checkpoint.state.step
        removeLeftovers()
        memory?.forget(step)
        do {
            var state = checkpoint.state
            if !state.reason.isMark, let earlier = try? entry(step), earlier.reason.isMark {
                state.reason = earlier.reason
            }
            let metadata = try state.metadata()
            if let windows = checkpoint.windows { try Self.write(windows, metadata, to: windowsFile(step)) }
            try Self.write(checkpoint.tensors, metadata, to: file(step))
            if checkpoint.windows == nil { try remove(windowsFile(step)) }
        } catch let error as SafetensorsError {
            throw RecordingError(error, path: folder.checkpoints.path)
        } catch {
            throw RecordingError(error, path: folder.checkpoints.path)
        }
        try makeRoom(budget, neededStep: neededStep)
    }

    private static func write(_ tensors: [Tensor], _ metadata: [String: String], to file: URL) throws(SafetensorsError)
    {
        var metadata = metadata
        metadata[TensorChecksum.key] = TensorChecksum.of(tensors)
        try SafetensorsWriter.write(tensors.map { SafetensorsTensor($0) }, metadata: metadata, to: file)
    }

    /// Deletes what the budget has no room for.
    func makeRoom(_ budget: CheckpointBudget, neededStep: Int? = nil) throws(RecordingError) {
        let deletions = budget.deletions(of: list().entries.map { CheckpointBudget.Item($0) }, neededStep: neededStep)
        for step in deletions.windows { try remove(windowsFile(step)) }
        for step in deletions.checkpoints { try removeAll(step) }
    }

    /// Files that a kill has left: unfinished ones, and windows whose checkpoint was not written.
    private func removeLeftovers() {
        let (steps, entries) = (Set(steps()), list().entries)
        for name in names() {
            let url = folder.checkpoints.appendingPathComponent(name, isDirectory: false)
            let isOrphan =
                CheckpointName.step(name, CheckpointName.windowsSuffix).map { step in
                    !steps.contains(step) || entries.contains { $0.step == step && !$0.hasWindows }
                } ?? false
            if isOrphan || SafetensorsWriter.isUnfinished(url) { try? FileManager.default.removeItem(at: url) }
        }
    }

    private func removeAll(_ step: Int) throws(RecordingError) {
        memory?.forget(step)
        // In this order a kill leaves a checkpoint without windows, and never windows alone.
        try remove(windowsFile(step))
        try remove(file(step))
    }

    private func remove(_ file: URL) throws(RecordingError) {
        guard unlink(file.path) == 0 || errno == ENOENT else { throw .system(file.path, "cannot be removed") }
    }
}

extension CheckpointBudget.Item {
    init(_ entry: CheckpointStore.Entry) {
        self.init(
            step: entry.step, kind: CheckpointBudget.Item.Kind(entry.reason),
            tensorBytes: entry.bytes - (entry.windowBytes ?? 0),
            windowBytes: entry.windowBytes)
    }
}

extension CheckpointBudget.Item.Kind {
    init(_ reason: CheckpointState.Reason) {
        self =
            switch reason {
            case .interval, .end: .interval
            case .slingshot: .slingshot
            case .memorized, .grokked, .weightDecay, .freshOptimizer, .learningRate, .command: .mark
            }
    }
}
