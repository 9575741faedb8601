internal import CKernels

/// Scaled dot-product attention inside each span of a packed batch, all heads.
///
/// Sequences here are short (a few dozen tokens), so a BLAS call would cost more than its work: the products are small
/// kernels of our own over one head of one span at a time, m×T and T×(D/H).
package struct Attention: Sendable {
    package let heads: Int
    package let mask: Mask

    package enum Mask: Sendable {
        /// Of a span's m queries and T keys, query i sees keys 0…T − m + i.
        case causal
        case none
    }

    package init(heads: Int, mask: Mask) {
        self.heads = heads
        self.mask = mask
    }

    /// Floats between two rows of the probabilities of paths up to `longest`: a whole number of vector registers, so
    /// that the products run without remainders.
    package static func probabilityStride(longest: Int) -> Int { (longest + 15) / 16 * 16 }

    /// Scratch floats that forward and backward need.
    ///
    /// - Parameters:
    ///   - longest: keys of the longest path.
    ///   - queries: queries of the longest span.
    package static func scratchCount(longest: Int, queries: Int, headWidth: Int) -> Int {
        let stride = probabilityStride(longest: longest)
        return stride * headWidth + longest * 3 * headWidth + queries * stride
    }

    /// The parts of the scratch memory, for one head of one span with T keys and m queries.
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

    /// Up to so many keys a span is one call of a kernel of its own.
    private static let fewKeys = 4

    /// output [M, D] = softmax(Q Kᵀ / √(D/H)) V by head and span.
    ///
    /// - Parameters:
    ///   - queries: [M, D].
    ///   - keys: [N, D], and values alike. All three may be columns of one matrix.
    ///   - probabilities: [H·M, stride], kept for backward: head h of query m is row h·M + m.
    ///   - scratch: `scratchCount` floats.
    package func forward(
        spans: AttentionSpans, queries: Matrix, keys: Matrix, values: Matrix, probabilities: Matrix, output: Matrix,
        scratch: UnsafeMutablePointer<Float>
    ) {
        let headWidth = checkedHeadWidth(spans, queries, keys, values, probabilities, output)
        let scale = 1 / Float(headWidth).squareRoot()
        let scratch = Scratch(scratch, longest: spans.longestPath, headWidth: headWidth)
        let rows = PathRows(spans: spans, headWidth: headWidth, rowCount: keys.rows)
        for span in spans.spans {
            let (length, own, first) = (span.path.count, span.queries.count, span.queries.lowerBound)
            if let key = rows.firstOfFew(span, Self.fewKeys) {
                groktop_few_keys(
                    own, length, mask == .causal ? 1 : 0, heads, headWidth, scale, queries.row(first), queries.stride,
                    keys.row(key), keys.stride, values.row(key), values.stride, probabilities.row(first),
                    queries.rows * probabilities.stride, probabilities.stride, output.row(first), output.stride)
                continue
            }
            for head in 0..<heads {
                let column = head * headWidth
                let scores = probabilities.row(head * queries.rows + first)
                let ownKeys = rows.gathered(keys, column, span, into: scratch.keys)
                timesTransposed(
                    (queries.row(first) + column, queries.stride), own, ownKeys, length, headWidth,
                    into: scores, stride: probabilities.stride, scratch)
                let padded = Self.probabilityStride(longest: length)
                for index in 0..<own {
                    let visible = mask == .causal ? length - own + index + 1 : length
                    groktop_softmax(visible, padded, scale, scores + index * probabilities.stride)
                }
                let ownValues = rows.gathered(values, column, span, into: scratch.values)
                groktop_small_product(
                    own, headWidth, length, scores, probabilities.stride, 1, ownValues.base, ownValues.stride,
                    output.row(first) + column, output.stride)
            }
        }
    }

    /// Writes the gradients of queries [M, D], keys and values [N, D] from that of the output [M, D].
    ///
    /// With dP = dO Vᵀ and dS = P ⊙ (dP − rowsum(P ⊙ dP)) / √(D/H): dQ = dS K, dK = dSᵀ Q, dV = Pᵀ dO. Keys and values
    /// of a shared row gather what every span through it adds.
    package func backward(
        spans: AttentionSpans, queries: Matrix, keys: Matrix, values: Matrix, probabilities: Matrix,
        outputGradient: Matrix, queriesGradient: Matrix, keysGradient: Matrix, valuesGradient: Matrix,
        scratch: UnsafeMutablePointer<Float>
    ) {
        let headWidth = checkedHeadWidth(spans, queries, keys, values, probabilities, outputGradient)
        precondition(
            queriesGradient.hasShape(of: queries) && keysGradient.hasShape(of: keys)
                && valuesGradient.hasShape(of: values),
            "gradients have other shapes than what they are of")
        let scale = 1 / Float(headWidth).squareRoot()
        let scratch = Scratch(scratch, longest: spans.longestPath, headWidth: headWidth)
        let rows = PathRows(spans: spans, headWidth: headWidth, rowCount: keys.rows)
        rows.prepare(keysGradient)
        rows.prepare(valuesGradient)
        for span in spans.spans {
            let (length, own, first) = (span.path.count, span.queries.count, span.queries.lowerBound)
            let padded = Self.probabilityStride(longest: length)
            if let key = rows.firstOfFew(span, Self.fewKeys) {
                groktop_few_keys_backward(
                    own, length, heads, headWidth, scale, queries.row(first), queries.stride, keys.row(key),
                    keys.stride,
                    values.row(key), values.stride, probabilities.row(first), queries.rows * probabilities.stride,
                    probabilities.stride, outputGradient.row(first), outputGradient.stride, queriesGradient.row(first),
                    queriesGradient.stride, keysGradient.row(key), keysGradient.stride, valuesGradient.row(key),
                    valuesGradient.stride)
                continue
            }
            for head in 0..<heads {
                let column = head * headWidth
                let probability = probabilities.row(head * queries.rows + first)
                let outer = outputGradient.row(first) + column

                rows.accumulate(valuesGradient, column, span, scratch: scratch.gradient) { target, stride in
                    groktop_small_product(
                        length, headWidth, own, probability, 1, probabilities.stride, outer, outputGradient.stride,
                        target, stride)
                }
                let ownValues = rows.gathered(values, column, span, into: scratch.values)
                timesTransposed(
                    (outer, outputGradient.stride), own, ownValues, length, headWidth, into: scratch.scoreGradient,
                    stride: padded, scratch)
                for index in 0..<own {
                    groktop_softmax_backward(
                        padded, scale, probability + index * probabilities.stride,
                        scratch.scoreGradient + index * padded)
                }
                let ownKeys = rows.gathered(keys, column, span, into: scratch.keys)
                groktop_small_product(
                    own, headWidth, length, scratch.scoreGradient, padded, 1, ownKeys.base, ownKeys.stride,
                    queriesGradient.row(first) + column, queriesGradient.stride)
                rows.accumulate(keysGradient, column, span, scratch: scratch.gradient) { target, stride in
                    groktop_small_product(
                        length, headWidth, own, scratch.scoreGradient, 1, padded, queries.row(first) + column,
                        queries.stride, target, stride)
                }
            }
        }
    }

    /// result [m, padded T] = a [m, D/H] · bᵀ with b [T, D/H].
    private func timesTransposed(
        _ a: (base: UnsafeMutablePointer<Float>, stride: Int), _ count: Int,
        _ b: (base: UnsafeMutablePointer<Float>, stride: Int), _ length: Int, _ headWidth: Int,
        into result: UnsafeMutablePointer<Float>, stride: Int, _ scratch: Scratch
    ) {
        let padded = Self.probabilityStride(longest: length)
        groktop_transpose(length, headWidth, b.base, b.stride, padded, scratch.transposed)
        groktop_small_product(
            count, padded, headWidth, a.base, a.stride, 1, scratch.transposed, padded, result, stride)
    }

    private func checkedHeadWidth(
        _ spans: AttentionSpans, _ queries: Matrix, _ keys: Matrix, _ values: Matrix, _ probabilities: Matrix,
        _ output: Matrix
    ) -> Int {
        let width = queries.columns
        precondition(width % heads == 0, "\(heads) heads do not divide a width of \(width)")
        precondition(
            queries.rows == spans.queryCount && output.hasShape(of: queries),
            "[\(queries.rows), \(width)] queries and [\(output.rows), \(output.columns)] outputs of \(spans.queryCount)"
        )
        precondition(keys.columns == width && values.hasShape(of: keys), "keys and values differ in shape")
        precondition(
            probabilities.rows >= heads * queries.rows
                && probabilities.columns >= Self.probabilityStride(longest: spans.longestPath),
            "no room for the probabilities of \(queries.rows) queries")
        return width / heads
    }
}
