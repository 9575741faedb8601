package import RunEvents

/// Tensors by name; a reader says which shape each must have.
package struct TensorSet: Sendable {
    private let tensors: [String: Tensor]

    /// Indexes the tensors by name; the first of a name counts.
    package init(_ tensors: [Tensor]) {
        self.tensors = Dictionary(tensors.map { ($0.name, $0) }) { first, _ in first }
    }

    /// Whether there is a tensor of that name.
    package func contains(_ name: String) -> Bool { tensors[name] != nil }

    /// The shape of a tensor.
    ///
    /// - Throws: `CheckpointMismatch` where it is missing.
    package func shape(_ name: String) throws(CheckpointMismatch) -> [Int] { try tensor(name).shape }

    /// The values of a float32 tensor in row-major order.
    ///
    /// - Throws: `CheckpointMismatch` where it is missing, or has another shape or type.
    package func floats(_ name: String, shape: [Int]) throws(CheckpointMismatch) -> [Float] {
        guard case .float32(let values) = try tensor(name, shape).values else {
            throw CheckpointMismatch("\(name) is not float32")
        }
        return values
    }

    /// The values of a float64 tensor in row-major order.
    ///
    /// - Throws: `CheckpointMismatch` where it is missing, or has another shape or type.
    package func doubles(_ name: String, shape: [Int]) throws(CheckpointMismatch) -> [Double] {
        guard case .float64(let values) = try tensor(name, shape).values else {
            throw CheckpointMismatch("\(name) is not float64")
        }
        return values
    }

    private func tensor(_ name: String) throws(CheckpointMismatch) -> Tensor {
        guard let tensor = tensors[name] else { throw CheckpointMismatch("\(name) is missing") }
        return tensor
    }

    private func tensor(_ name: String, _ shape: [Int]) throws(CheckpointMismatch) -> Tensor {
        let tensor = try tensor(name)
        guard tensor.shape == shape else {
            throw CheckpointMismatch("\(name) has the shape \(tensor.shape), where the run has \(shape)")
        }
        return tensor
    }
}

/// A checkpoint does not belong to the run, or is damaged.
package struct CheckpointMismatch: Error, Sendable, Equatable, CustomStringConvertible {
    /// One line that says what is wrong.
    package let description: String

    /// Makes an error with its one line of text.
    package init(_ description: String) {
        self.description = description
    }
}
