internal import CKernels

/// The two linear layers of a transformer block with GELU between them.
package enum FeedForward {
    /// W₁ [F, D], b₁ [F], W₂ [D, F], b₂ [D]; parameters or their gradients.
    package struct Weights: @unchecked Sendable {
        package let inner: Matrix
        package let innerBias: UnsafeMutablePointer<Float>
        package let outer: Matrix
        package let outerBias: UnsafeMutablePointer<Float>

        package init(
            inner: Matrix, innerBias: UnsafeMutablePointer<Float>, outer: Matrix, outerBias: UnsafeMutablePointer<Float>
        ) {
            self.inner = inner
            self.innerBias = innerBias
            self.outer = outer
            self.outerBias = outerBias
        }
    }

    /// output [N, D] = residual [N, D] + gelu(input W₁ᵀ + b₁) W₂ᵀ + b₂. Leaves gelu' in `derivative` [N, F].
    package static func forward(
        input: Matrix, weights: Weights, residual: Matrix, derivative: Matrix, activated: Matrix, output: Matrix
    ) {
        MatrixProduct.timesTransposed(input, weights.inner, into: derivative, .overwritten)
        GELU.forward(hidden: derivative, bias: weights.innerBias, activated: activated)
        Linear.forward(
            input: activated, weight: weights.outer, bias: weights.outerBias, addedTo: residual, output: output)
    }

    /// Writes inputGradient [N, D] and the weights' gradients (biases are added to). `scratch` [N, F] is overwritten.
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
