import Foundation
import RunEvents

enum CheckpointSamples {
    /// - Parameter windowValues: nil for a checkpoint without windows.
    static func checkpoint(
        _ step: Int, _ reason: CheckpointState.Reason = .interval, reproducedEvents: Int = 0, windowValues: Int? = 6
    ) -> Checkpoint {
        var markers = CheckpointState.Markers()
        markers.previousTestAccuracy = 1.0 / 3
        let state = CheckpointState(
            step: step, reason: reason, reproducedEvents: reproducedEvents, weightDecay: 0.1 + 0.2,
            lastNonzeroWeightDecay: 0.3, batchGenerator: [.max, 0, 1, 0x8000_0000_0000_0000], markers: markers)
        let parameters = ["body.layers.0.linear1.weight", "head.bias"]
        var tensors: [Tensor] = []
        for prefix in ["", "optimizer.exp_avg.", "optimizer.exp_avg_sq."] {
            tensors.append(
                Tensor(
                    name: prefix + parameters[0], shape: [2, 3],
                    values: .float32([1, -0.0, .leastNonzeroMagnitude, Float(step), 0.1, 1e30])))
            tensors.append(Tensor(name: prefix + parameters[1], shape: [1], values: .float32([0.5])))
        }
        tensors.append(Tensor(name: "spectral_edge.v1", shape: [6], values: .float32([1, 2, 3, 4, 5, 6])))
        let windows = windowValues.map { count in
            [Tensor(name: "fine.total", shape: [count], values: .float64((0..<count).map { Double($0) / 3 }))]
        }
        return Checkpoint(state: state, tensors: tensors, windows: windows)
    }
}
