internal import CKernels

/// Scaled dot-product attention inside each sequence of a packed batch, all heads.
///
/// Sequences here are short (a few dozen tokens), so a BLAS call would cost more than its work: the products are small
/// kernels of our own over one head of one sequence at a time, T×T and T×(D/H).
package struct Attention: Sendable {
    package let heads: Int
    /// Token t sees tokens 0…t of its sequence only.
    package let mask: Mask

    package enum Mask: Sendable {
        case causal, none
    }

    package init(heads: Int, mask: Mask) {
        self.heads = heads
        self.mask = mask
    }

    /// Floats between two rows of the probabilities of sequences up to `longest`: a whole number of vector registers, so
    /// that the products run without remainders.
    package static func probabilityStride(longest: Int) -> Int { (longest + 15) / 16 * 16 }

    /// Scratch floats that forward and backward need.
    package static func scratchCount(longest: Int, headWidth: Int) -> Int {
        probabilityStride(longest: longest) * (headWidth + longest)
    }

    /// output [N, D] = softmax(Q Kᵀ / √(D/H)) V by head and sequence.
    ///
    /// - Parameters:
    ///   - projections: [N, 3D], rows of Q, K, V side by side.
    ///   - probabilities: [H·N, stride], kept for backward: head h of token n is row h·N + n.
    ///   - scratch: `scratchCount` floats.
    package func forward(
        tokens: PackedTokens, projections: Matrix, probabilities: Matrix, output: Matrix,
        scratch: UnsafeMutablePointer<Float>
    ) {
        let width = checkedWidth(tokens, projections: projections, probabilities: probabilities, output: output)
        let headWidth = width / heads
        let scale = 1 / Float(headWidth).squareRoot()
        for sequence in tokens.sequences {
            let length = sequence.count
            let padded = Self.probabilityStride(longest: length)
            for head in 0..<heads {
                let queries = projections.row(sequence.lowerBound) + head * headWidth
                let keys = queries + width
                let values = keys + width
                let scores = probabilities.row(head * tokens.count + sequence.lowerBound)
                groktop_transpose(length, headWidth, keys, projections.stride, padded, scratch)
                groktop_small_product(
                    length, padded, headWidth, queries, projections.stride, 1, scratch, padded, scores,
                    probabilities.stride)
                for token in 0..<length {
                    let visible = mask == .causal ? token + 1 : length
                    groktop_softmax(visible, padded, scale, scores + token * probabilities.stride)
                }
                groktop_small_product(
                    length, headWidth, length, scores, probabilities.stride, 1, values, projections.stride,
                    output.row(sequence.lowerBound) + head * headWidth, output.stride)
            }
        }
    }

    /// Writes projectionsGradient [N, 3D] from outputGradient [N, D].
    ///
    /// With dP = dO Vᵀ and dS = P ⊙ (dP − rowsum(P ⊙ dP)) / √(D/H): dQ = dS K, dK = dSᵀ Q, dV = Pᵀ dO.
    package func backward(
        tokens: PackedTokens, projections: Matrix, probabilities: Matrix, outputGradient: Matrix,
        projectionsGradient: Matrix, scratch: UnsafeMutablePointer<Float>
    ) {
        let width = checkedWidth(
            tokens, projections: projections, probabilities: probabilities, output: outputGradient)
        precondition(projectionsGradient.columns == 3 * width, "gradient of [N, \(projectionsGradient.columns)]")
        let headWidth = width / heads
        let scale = 1 / Float(headWidth).squareRoot()
        for sequence in tokens.sequences {
            let length = sequence.count
            let padded = Self.probabilityStride(longest: length)
            let transposed = scratch
            let scoreGradient = scratch + padded * headWidth
            for head in 0..<heads {
                let queries = projections.row(sequence.lowerBound) + head * headWidth
                let keys = queries + width
                let values = keys + width
                let probability = probabilities.row(head * tokens.count + sequence.lowerBound)
                let outer = outputGradient.row(sequence.lowerBound) + head * headWidth
                let queryGradient = projectionsGradient.row(sequence.lowerBound) + head * headWidth
                let keyGradient = queryGradient + width
                let valueGradient = keyGradient + width

                groktop_small_product(
                    length, headWidth, length, probability, 1, probabilities.stride, outer, outputGradient.stride,
                    valueGradient, projectionsGradient.stride)
                groktop_transpose(length, headWidth, values, projections.stride, padded, transposed)
                groktop_small_product(
                    length, padded, headWidth, outer, outputGradient.stride, 1, transposed, padded, scoreGradient,
                    padded)
                for token in 0..<length {
                    groktop_softmax_backward(
                        padded, scale, probability + token * probabilities.stride, scoreGradient + token * padded)
                }
                groktop_small_product(
                    length, headWidth, length, scoreGradient, padded, 1, keys, projections.stride, queryGradient,
                    projectionsGradient.stride)
                groktop_small_product(
                    length, headWidth, length, scoreGradient, 1, padded, queries, projections.stride, keyGradient,
                    projectionsGradient.stride)
            }
        }
    }

    /// - Returns: D.
    private func checkedWidth(
        _ tokens: PackedTokens, projections: Matrix, probabilities: Matrix, output: Matrix
    ) -> Int {
        let width = output.columns
        precondition(width % heads == 0, "\(heads) heads do not divide a width of \(width)")
        precondition(
            projections.rows == tokens.count && projections.columns == 3 * width && output.rows == tokens.count,
            "projections [\(projections.rows), \(projections.columns)] for \(tokens.count) tokens of width \(width)")
        precondition(
            probabilities.rows >= heads * tokens.count
                && probabilities.columns >= Self.probabilityStride(longest: tokens.longestSequence),
            "no room for the probabilities of \(tokens.count) tokens")
        return width
    }
}
