internal import Kernels
package import RunEvents
package import SpectralEdge
internal import Transformer

/// Parameters and Adam's moments as tensors, by the names that PyTorch's modules and optimizers give them.
extension Optimization {
    package func tensors() -> [Tensor] {
        Part.allCases.flatMap { part in
            model.table.entries.map { entry in
                Tensor(
                    name: part.rawValue + entry.name, shape: entry.shape,
                    values: .float32(Array(arena(part)[entry.range])))
            }
        }
    }

    /// Goes on from where the tensors were taken.
    ///
    /// - Parameters:
    ///   - step: steps done there.
    ///   - adamSteps: of those, the ones that Adam's bias correction counts; nil for all.
    /// - Throws: `CheckpointMismatch` where a tensor is missing or of another shape. The optimization is of no use
    ///   then.
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
        adamSteps > 0 ? AdamState(secondMoments: moments.second.contents(), steps: adamSteps) : nil
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
        return AdamState(secondMoments: moments, steps: steps)
    }

    private func arena(_ part: Part) -> UnsafeMutableBufferPointer<Float> {
        switch part {
        case .parameters: parameters.buffer
        case .firstMoments: moments.first.buffer
        case .secondMoments: moments.second.buffer
        }
    }
}

/// What stands before the names of an optimization's tensors.
private enum Part: String, CaseIterable {
    case parameters = ""
    case firstMoments = "optimizer.exp_avg."
    case secondMoments = "optimizer.exp_avg_sq."
}
