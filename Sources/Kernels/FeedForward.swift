internal import CKernels

/// The two linear layers of a transformer block, with GELU between them.
package enum FeedForward {
    /// W₁, b₁, W₂ and b₂: parameters, or their gradients.
    package struct Weights: @unchecked Sendable {
        /// W₁, [F, D].
        package let inner: Matrix
        /// b₁, [F].
        package let innerBias: UnsafeMutablePointer<Float>
        /// W₂, [D, F].
        package let outer: Matrix
        /// b₂, [D].
        package let outerBias: UnsafeMutablePointer<Float>

        /// Groups four views of memory that the caller owns.
        package init(
            inner: Matrix, innerBias: UnsafeMutablePointer<Float>, outer: Matrix, outerBias: UnsafeMutablePointer<Float>
        ) {
            self.inner = inner
            self.innerBias = innerBias
            self.outer = outer
            self.outerBias = outerBias
        }
    }

    /// Writes output [N, D] = residual [N, D] + gelu(input W₁ᵀ + b₁) W₂ᵀ + b₂.
    ///
    /// - Parameters:
    ///   - input: [N, D].
    ///   - derivative: receives gelu', [N, F], which `backward` needs.
    ///   - activated: receives gelu, [N, F], which `backward` needs.
    package static func forward(
        input: Matrix, weights: Weights, residual: Matrix, derivative: Matrix, activated: Matrix, output: Matrix
    ) {
        MatrixProduct.timesTransposed(input, weights.inner, into: derivative, .overwritten)
        GELU.forward(hidden: derivative, bias: weights.innerBias, activated: activated)
        Linear.forward(
            input: activated, weight: weights.outer, bias: weights.outerBias, addedTo: residual, output: output)
    }

    /// Writes inputGradient [N, D] and the weights' gradients, and adds to the biases' gradients.
    ///
    /// - Parameters:
    ///   - derivative: gelu' from `forward`, [N, F].
    ///   - activated: gelu from `forward`, [N, F].
    ///   - outputGradient: [N, D].
    ///   - scratch: memory that is overwritten, [N, F].
    package static func backward(
        input: Matrix, weights: Weights, derivative: Matrix, activated: Matrix, outputGradient: Matrix, scratch: Matrix,
        inputGradient: Matrix, gradients: Weights
    ) {
        Linear.backward(
            input: activated, weight: weights.outer, outputGradient: outputGradient, inputGradient: scratch,
            weightGradient: gradients.outer, biasGradient: gradients.outerBias)
        GELU.backward(derivative: derivative, gradient: scratch)
        Linear.backward(
            input: input, weight: weights.inner, outputGradient: scratch, inputGradient: inputGradient,
            weightGradient: gradients.inner, biasGradient: gradients.innerBias)
    }
}
