package import Foundation
package import RunEvents
internal import Safetensors

/// The parameters of a checkpoint alone, for other tools.
package enum WeightsFile {
    /// By the names of PyTorch's modules. The metadata names run and step.
    ///
    /// - Returns: how many tensors there are.
    /// - Throws: `RecordingError`; nothing has been written then.
    @discardableResult
    package static func write(
        _ checkpoint: Checkpoint, of run: RunReference, to url: URL
    ) throws(RecordingError) -> Int {
        let weights = checkpoint.tensors.filter(\.isParameter).map { SafetensorsTensor($0) }
        do {
            try SafetensorsWriter.write(
                weights,
                metadata: [
                    "format": "pt", "run": run.name, "run_identifier": run.identifier, "step": "\(checkpoint.state.step)",
                ], to: url)
        } catch {
            throw RecordingError(error, path: url.path)
        }
        return weights.count
    }
}

extension Tensor {
    /// Of a checkpoint's tensors: whether the model itself has it.
    fileprivate var isParameter: Bool { !name.hasPrefix("optimizer.") && !name.hasPrefix("spectral_edge.") }
}
