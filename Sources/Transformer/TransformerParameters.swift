package import Kernels

/// A model's parameters as matrices over one arena: θ, or in the same places its gradient.
package struct TransformerParameters: @unchecked Sendable {
    /// The encoder's stack.
    package let encoder: StackParameters
    /// The decoder's stack; nil for an encoder alone.
    package let decoder: StackParameters?
    /// A LayerNorm of its own between decoder and head; an encoder alone has its stack's and no other.
    package let outputNorm: OutputNorm?
    /// The weight of the linear layer that gives the logits, [C, D].
    package let head: Matrix
    /// The bias of that layer, [C].
    package let headBias: UnsafeMutablePointer<Float>

    /// The two vectors of a LayerNorm.
    package struct OutputNorm: @unchecked Sendable {
        /// γ, [D].
        package let gain: UnsafeMutablePointer<Float>
        /// β, [D].
        package let bias: UnsafeMutablePointer<Float>
    }

    /// Finds the model's tensors by their names in the table.
    ///
    /// - Precondition: `base` points to as many floats as the table counts, and the table is that of the shape.
    package init(shape: TransformerShape, table: ParameterTable, base: UnsafeMutablePointer<Float>) {
        let isAlone = shape.decoder == nil
        encoder = StackParameters(
            names: isAlone ? .encoderAlone : .encoder, layers: shape.layers, table: table, base: base)
        decoder = isAlone ? nil : StackParameters(names: .decoder, layers: shape.layers, table: table, base: base)
        outputNorm =
            isAlone
            ? nil : OutputNorm(gain: base + table["norm.weight"].offset, bias: base + table["norm.bias"].offset)
        head = Matrix(base: base + table["head.weight"].offset, rows: shape.classes, columns: shape.modelWidth)
        headBias = base + table["head.bias"].offset
    }
}
