package import Kernels

extension ParameterTable {
    /// Fills θ, entry after entry in the order of declaration.
    package func initialize(_ parameters: borrowing Arena, from generator: inout RandomGenerator) {
        precondition(parameters.count == count, "an arena of \(parameters.count) for \(count) parameters")
        for entry in entries {
            let values = UnsafeMutableBufferPointer(rebasing: parameters.buffer[entry.range])
            switch entry.initialization {
            case .zeros: values.update(repeating: 0)
            case .ones: values.update(repeating: 1)
            case .normal:
                for index in values.indices { values[index] = Float(generator.normal()) }
            case .uniform(let fanIn):
                fill(values, limit: 1 / Double(fanIn).squareRoot(), from: &generator)
            case .xavierUniform:
                fill(values, limit: (6 / Double(entry.shape[0] + entry.shape[1])).squareRoot(), from: &generator)
            case .sameAs(let other):
                _ = values.update(fromContentsOf: parameters.buffer[self[other].range])
            }
        }
    }

    private func fill(
        _ values: UnsafeMutableBufferPointer<Float>, limit: Double, from generator: inout RandomGenerator
    ) {
        for index in values.indices { values[index] = Float((2 * generator.uniform() - 1) * limit) }
    }
}
