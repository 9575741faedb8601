package import Foundation
package import RunEvents
internal import Safetensors

/// The parameters of a checkpoint alone, for other tools.
package enum WeightsFile {
    /// Writes the parameters under the names of PyTorch's modules. The metadata hold run and step.
    ///
    /// - Returns: how many tensors there are.
    /// - Throws: `RecordingError`; nothing has been written then.
    @discardableResult
    package static func write(
        _ checkpoint: Checkpoint, of run: RunReference, to url: URL
    ) throws(RecordingError) -> Int {
        // A device or a pipe would be replaced by a file.
        guard FileSize.bytes(url) == nil || FileSize.isRegular(url) else {
            throw RecordingError(.inputOutput, url.path, "cannot be written: is no regular file")
        }
        let weights = checkpoint.tensors.filter { Checkpoint.isParameter($0.name) }.map { SafetensorsTensor($0) }
        do {
            try SafetensorsWriter.write(
                weights,
                metadata: [
                    "format": "pt", "run": run.name, "run_identifier": run.identifier,
                    "step": "\(checkpoint.state.step)",
                ], to: url)
        } catch {
            // Where there is no such folder, too: the run is there.
            throw RecordingError(.inputOutput, url.path, error.description)
        }
        return weights.count
    }
}
