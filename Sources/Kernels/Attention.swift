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
        let stride = probabilityStride(longest: longest)
        return stride * headWidth + longest * (3 * headWidth + stride)
    }

    /// The parts of the scratch memory, for one head of one branch whose path has T rows, m of them its own.
    private struct Scratch {
        /// [T, D/H], of the path.
        let keys: UnsafeMutablePointer<Float>
        let values: UnsafeMutablePointer<Float>
        /// [D/H, padded T].
        let transposed: UnsafeMutablePointer<Float>
        /// [m, padded T].
        let scoreGradient: UnsafeMutablePointer<Float>
        /// [T, D/H], of the path's keys or values.
        let gradient: UnsafeMutablePointer<Float>

        init(_ base: UnsafeMutablePointer<Float>, longest: Int, headWidth: Int) {
            let stride = Attention.probabilityStride(longest: longest)
            keys = base
            values = keys + longest * headWidth
            gradient = values + longest * headWidth
            transposed = gradient + longest * headWidth
            scoreGradient = transposed + stride * headWidth
        }
    }

    /// output [N, D] = softmax(Q Kᵀ / √(D/H)) V by head and sequence.
    ///
    /// A branch attends from its own rows to its whole path: what it shares with earlier branches has been attended already.
    ///
    /// - Parameters:
    ///   - projections: [N, 3D], rows of Q, K, V side by side.
    ///   - probabilities: [H·N, stride], kept for backward: head h of row n is row h·N + n.
    ///   - scratch: `scratchCount` floats.
    package func forward(
        tokens: PackedTokens, projections: Matrix, probabilities: Matrix, output: Matrix,
        scratch: UnsafeMutablePointer<Float>
    ) {
        let width = checkedWidth(tokens, projections: projections, probabilities: probabilities, output: output)
        let headWidth = width / heads
        let scale = 1 / Float(headWidth).squareRoot()
        let scratch = Scratch(scratch, longest: tokens.longestSequence, headWidth: headWidth)
        tokens.pathRows.withUnsafeBufferPointer { pathRows in
            for branch in tokens.branches {
                let path = pathRows.baseAddress! + branch.path.lowerBound
                let (length, own) = (branch.path.count, branch.rows.count)
                let padded = Self.probabilityStride(longest: length)
                for head in 0..<heads {
                    let column = head * headWidth
                    let scores = probabilities.row(head * tokens.count + branch.rows.lowerBound)
                    gather(path, length, projections, column + width, headWidth, scratch.keys)
                    groktop_transpose(length, headWidth, scratch.keys, headWidth, padded, scratch.transposed)
                    groktop_small_product(
                        own, padded, headWidth, projections.row(branch.rows.lowerBound) + column, projections.stride, 1,
                        scratch.transposed, padded, scores, probabilities.stride)
                    for index in 0..<own {
                        let visible = mask == .causal ? length - own + index + 1 : length
                        groktop_softmax(visible, padded, scale, scores + index * probabilities.stride)
                    }
                    gather(path, length, projections, column + 2 * width, headWidth, scratch.values)
                    groktop_small_product(
                        own, headWidth, length, scores, probabilities.stride, 1, scratch.values, headWidth,
                        output.row(branch.rows.lowerBound) + column, output.stride)
                }
            }
        }
    }

    /// Writes projectionsGradient [N, 3D] from outputGradient [N, D].
    ///
    /// With dP = dO Vᵀ and dS = P ⊙ (dP − rowsum(P ⊙ dP)) / √(D/H): dQ = dS K, dK = dSᵀ Q, dV = Pᵀ dO. Keys and values of a
    /// shared row gather what every branch through it adds.
    package func backward(
        tokens: PackedTokens, projections: Matrix, probabilities: Matrix, outputGradient: Matrix,
        projectionsGradient: Matrix, scratch: UnsafeMutablePointer<Float>
    ) {
        let width = checkedWidth(
            tokens, projections: projections, probabilities: probabilities, output: outputGradient)
        precondition(projectionsGradient.columns == 3 * width, "gradient of [N, \(projectionsGradient.columns)]")
        let headWidth = width / heads
        let scale = 1 / Float(headWidth).squareRoot()
        let scratch = Scratch(scratch, longest: tokens.longestSequence, headWidth: headWidth)
        projectionsGradient.fill(0)
        tokens.pathRows.withUnsafeBufferPointer { pathRows in
            for branch in tokens.branches {
                let path = pathRows.baseAddress! + branch.path.lowerBound
                let (length, own, first) = (branch.path.count, branch.rows.count, branch.rows.lowerBound)
                let padded = Self.probabilityStride(longest: length)
                for head in 0..<heads {
                    let column = head * headWidth
                    let probability = probabilities.row(head * tokens.count + first)
                    let outer = outputGradient.row(first) + column

                    groktop_small_product(
                        length, headWidth, own, probability, 1, probabilities.stride, outer, outputGradient.stride,
                        scratch.gradient, headWidth)
                    scatter(path, length, scratch.gradient, projectionsGradient, column + 2 * width, headWidth)

                    gather(path, length, projections, column + 2 * width, headWidth, scratch.values)
                    groktop_transpose(length, headWidth, scratch.values, headWidth, padded, scratch.transposed)
                    groktop_small_product(
                        own, padded, headWidth, outer, outputGradient.stride, 1, scratch.transposed, padded,
                        scratch.scoreGradient, padded)
                    for index in 0..<own {
                        groktop_softmax_backward(
                            padded, scale, probability + index * probabilities.stride,
                            scratch.scoreGradient + index * padded)
                    }

                    gather(path, length, projections, column + width, headWidth, scratch.keys)
                    groktop_small_product(
                        own, headWidth, length, scratch.scoreGradient, padded, 1, scratch.keys, headWidth,
                        projectionsGradient.row(first) + column, projectionsGradient.stride)
                    groktop_small_product(
                        length, headWidth, own, scratch.scoreGradient, 1, padded, projections.row(first) + column,
                        projections.stride, scratch.gradient, headWidth)
                    scatter(path, length, scratch.gradient, projectionsGradient, column + width, headWidth)
                }
            }
        }
    }

    /// Columns of the path's rows, one after the other.
    private func gather(
        _ path: UnsafePointer<Int32>, _ length: Int, _ source: Matrix, _ column: Int, _ columns: Int,
        _ target: UnsafeMutablePointer<Float>
    ) {
        groktop_gather_rows(length, columns, path, source.base + column, source.stride, target)
    }

    private func scatter(
        _ path: UnsafePointer<Int32>, _ length: Int, _ source: UnsafePointer<Float>, _ target: Matrix, _ column: Int,
        _ columns: Int
    ) {
        groktop_scatter_add_rows(length, columns, path, source, target.base + column, target.stride)
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
