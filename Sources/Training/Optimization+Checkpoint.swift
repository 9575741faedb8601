internal import Kernels
package import RunEvents
package import SpectralEdge
internal import Transformer

/// Converts θ and Adam's moments into tensors and back. Their names are those of PyTorch's modules and optimizers.
extension Optimization {
    /// Copies of θ and of both moments of Adam: for each of the three, one tensor for every entry of the model's table,
    /// in its order.
    package func tensors() -> [Tensor] {
        Part.allCases.flatMap { part in
            model.table.entries.map { entry in
                Tensor(
                    name: part.rawValue + entry.name, shape: entry.shape,
                    values: .float32(Array(arena(part)[entry.range])))
            }
        }
    }

    /// Continues from the state in the tensors.
    ///
    /// - Parameters:
    ///   - step: the steps that had been done.
    ///   - adamSteps: how many of them Adam's bias correction counts; nil for all.
    /// - Throws: `CheckpointMismatch` where a tensor is missing or has another shape. The optimization must not be used
    ///   after that.
    package func restore(_ tensors: TensorSet, at step: Int, adamSteps: Int? = nil) throws(CheckpointMismatch) {
        for part in Part.allCases {
            let values = arena(part)
            for entry in model.table.entries {
                let source = try tensors.floats(part.rawValue + entry.name, shape: entry.shape)
                _ = UnsafeMutableBufferPointer(rebasing: values[entry.range]).update(fromContentsOf: source)
            }
        }
        stepsDone = step
        self.adamSteps = adamSteps ?? step
    }

    /// What of Adam's state a probe needs; nil before its first step.
    func adamState() -> AdamState? {
        adamSteps > 0
            ? AdamState(
                secondMoments: moments.second.contents(), steps: adamSteps, learningRateFactor: learningRateFactor)
            : nil
    }

    /// The same of a checkpoint.
    ///
    /// - Throws: `CheckpointMismatch` where a tensor is missing or of another shape.
    static func adamState(
        of state: CheckpointState, _ tensors: TensorSet, _ table: ParameterTable
    ) throws(CheckpointMismatch) -> AdamState? {
        let steps = state.adamSteps ?? state.step
        guard steps > 0 else { return nil }
        var moments: [Float] = []
        moments.reserveCapacity(table.count)
        for entry in table.entries {
            moments += try tensors.floats(Part.secondMoments.rawValue + entry.name, shape: entry.shape)
        }
        return AdamState(
            secondMoments: moments, steps: steps, learningRateFactor: state.learningRateFactor ?? 1)
    }

    private func arena(_ part: Part) -> UnsafeMutableBufferPointer<Float> {
        switch part {
        case .parameters: parameters.buffer
        case .firstMoments: moments.first.buffer
        case .secondMoments: moments.second.buffer
        }
    }
}

/// The three parts of the state. The raw value is the prefix of a tensor's name.
private enum Part: String, CaseIterable {
    case parameters = ""
    case firstMoments = "optimizer.exp_avg."
    case secondMoments = "optimizer.exp_avg_sq."
}
