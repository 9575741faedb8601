package import RunEvents

/// Tensors by name, read with the shape that they must have.
package struct TensorSet: Sendable {
    private let tensors: [String: Tensor]

    package init(_ tensors: [Tensor]) {
        self.tensors = Dictionary(tensors.map { ($0.name, $0) }) { first, _ in first }
    }

    package func contains(_ name: String) -> Bool { tensors[name] != nil }

    package func shape(_ name: String) throws(CheckpointMismatch) -> [Int] { try tensor(name).shape }

    package func floats(_ name: String, shape: [Int]) throws(CheckpointMismatch) -> [Float] {
        guard case .float32(let values) = try tensor(name, shape).values else {
            throw CheckpointMismatch("\(name) is not float32")
        }
        return values
    }

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

/// A checkpoint that is not one of the run: what is wrong with it, in one line.
package struct CheckpointMismatch: Error, Sendable, Equatable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
