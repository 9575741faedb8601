internal import Foundation
package import RunEvents
internal import Safetensors

extension CheckpointStore {
    /// The checkpoint of a step without its windows, whose file is not opened.
    ///
    /// - Throws: `RecordingError`: `noInput` where there is none, `data` for anything but a complete, consistent file.
    package func readTensors(_ step: Int) throws(RecordingError) -> Checkpoint {
        let file = file(step)
        guard FileSize.bytes(file) != nil else {
            throw RecordingError(.noInput, folder.path, "there is no checkpoint of step \(step)")
        }
        let (state, tensors) = try contents(file, step)
        if let problem = CheckpointTensors.problem(tensors) {
            throw RecordingError(.data, file.path, "is damaged: \(problem)")
        }
        return Checkpoint(state: state, tensors: tensors, windows: nil)
    }

    /// The checkpoint of a step, with its windows if it has any of its own.
    ///
    /// - Throws: what `readTensors` does, for either file.
    package func read(_ step: Int) throws(RecordingError) -> Checkpoint {
        var checkpoint = try readTensors(step)
        guard FileSize.bytes(windowsFile(step)) != nil else { return checkpoint }
        let (windowsState, windows) = try contents(windowsFile(step), step)
        if windowsState == checkpoint.state { checkpoint.windows = windows }
        return checkpoint
    }

    /// The checkpoint of a step from which the run can go on.
    ///
    /// - Throws: what `read` does; `data` where it has no windows of its own.
    package func readWhole(_ step: Int) throws(RecordingError) -> Checkpoint {
        let checkpoint = try read(step)
        guard checkpoint.windows != nil else { throw Self.foreign(windowsFile(step)) }
        return checkpoint
    }

    /// The error for a checkpoint that reads well and belongs to another run.
    package func mismatch(_ step: Int, _ problem: String) -> RecordingError {
        RecordingError(.data, file(step).path, "is no checkpoint of this run: \(problem)")
    }

    /// A run needs its parameters, moments and windows in memory more than once.
    private static let mostBytes = ProcessInfo.processInfo.physicalMemory / 3

    private func contents(_ url: URL, _ step: Int) throws(RecordingError) -> (state: CheckpointState, tensors: [Tensor])
    {
        try UntrustedFile.check(url)
        guard UInt64(FileSize.bytes(url) ?? 0) <= Self.mostBytes else {
            throw RecordingError(.data, url.path, "is larger than a checkpoint of a run that this machine can train")
        }
        do {
            let file = try SafetensorsFile(contentsOf: url)
            let state = try CheckpointState(metadata: file.metadata, of: step, path: url.path)
            let tensors = try file.header.order.map { try Tensor(file.tensor($0)) }
            if let checksum = file.metadata[TensorChecksum.key], checksum != TensorChecksum.of(tensors) {
                throw RecordingError(.data, url.path, "is damaged: its tensors are not what was written")
            }
            return (state, tensors)
        } catch let error as SafetensorsError {
            throw RecordingError(error, path: url.path)
        } catch {
            throw RecordingError(error, path: url.path)
        }
    }
}

extension Tensor {
    /// - Throws: `SafetensorsError` for integers, as a checkpoint has none.
    init(_ tensor: SafetensorsTensor) throws(SafetensorsError) {
        let values: Values
        switch tensor.values {
        case .float32(let floats): values = .float32(floats)
        case .float64(let doubles): values = .float64(doubles)
        case .int32: throw .tensor(name: tensor.name, problem: "is I32, not a float")
        }
        self.init(name: tensor.name, shape: tensor.shape, values: values)
    }
}

extension SafetensorsTensor {
    init(_ tensor: Tensor) {
        let values: Values =
            switch tensor.values {
            case .float32(let values): .float32(values)
            case .float64(let values): .float64(values)
            }
        self.init(name: tensor.name, shape: tensor.shape, values: values)
    }
}
