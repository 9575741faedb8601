internal import RunEvents

/// Whether the tensors of a checkpoint go together.
enum CheckpointTensors {
    private static let optimizer = "optimizer."
    private static let moments = ["optimizer.exp_avg.", "optimizer.exp_avg_sq."]
    private static let edge = "spectral_edge."
    /// v_1 … v_4.
    private static let directions = (1...4).map { "spectral_edge.v\($0)" }

    /// What is wrong; nil where every parameter has both moments in its shape, and no tensor is left over.
    static func problem(_ tensors: [Tensor]) -> String? {
        let shapes = Dictionary(tensors.map { ($0.name, $0.shape) }) { first, _ in first }
        let parameters = shapes.filter { !$0.key.hasPrefix(optimizer) && !$0.key.hasPrefix(edge) }
        if parameters.isEmpty { return "it holds no parameters" }
        for (name, shape) in parameters.sorted(by: { $0.key < $1.key }) {
            for moment in moments where shapes[moment + name] != shape {
                return "'\(moment)\(name)' is not there in the shape of '\(name)'"
            }
        }
        let known = parameters.keys.flatMap { name in [name] + moments.map { $0 + name } } + directions
        if let other = Set(shapes.keys).subtracting(known).min() { return "'\(other)' belongs to nothing" }
        return nil
    }
}
