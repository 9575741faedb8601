internal import CKernels

/// Scaled dot-product attention inside each span of a packed batch, all heads.
///
/// Sequences here are short (a few dozen tokens), so a BLAS call would cost more than its work: the products are small
/// kernels of our own over one head of one span at a time, m×T and T×(D/H).
package struct Attention: Sendable {
    /// H, the number of heads.
    package let heads: Int
    /// Which keys of its span a query sees.
    package let mask: Mask

    /// The keys of its span that a query sees.
    package enum Mask: Sendable {
        /// In a span with m queries and T keys, query i sees the keys 0…T − m + i.
        case causal
        case none
    }

    /// What an attention reads, or the gradients of it: M queries, and N rows of keys and values. All three may be
    /// columns of one matrix.
    package struct Projections {
        /// Q [M, D].
        package let queries: Matrix
        /// K [N, D].
        package let keys: Matrix
        /// V [N, D].
        package let values: Matrix

        /// Names the three matrices.
        package init(queries: Matrix, keys: Matrix, values: Matrix) {
            self.queries = queries
            self.keys = keys
            self.values = values
        }

        func hasShape(of other: Projections) -> Bool {
            queries.hasShape(of: other.queries) && keys.hasShape(of: other.keys) && values.hasShape(of: other.values)
        }
    }

    /// An attention of so many heads.
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
    ///   - probabilities: [H·M, stride], kept for backward: head h of query m is row h·M + m.
    ///   - scratch: `scratchCount` floats.
    package func forward(
        spans: AttentionSpans, input: Projections, probabilities: Matrix, output: Matrix,
        scratch: UnsafeMutablePointer<Float>
    ) {
        let headWidth = checkedHeadWidth(spans, input, probabilities, output)
        let scale = 1 / Float(headWidth).squareRoot()
        let scratch = Scratch(scratch, longest: spans.longestPath, headWidth: headWidth)
        let rows = PathRows(spans: spans, headWidth: headWidth, rowCount: input.keys.rows)
        for span in spans.spans {
            let (keyCount, queryCount, first) = (span.path.count, span.queries.count, span.queries.lowerBound)
            if let key = rows.firstOfFew(span, Self.fewKeys) {
                groktop_few_keys(
                    fewKeys(span, firstKey: key, input, probabilities), mask == .causal ? 1 : 0,
                    groktop_rows(output, from: first))
                continue
            }
            for head in 0..<heads {
                let column = head * headWidth
                let scores = probabilities.row(head * input.queries.rows + first)
                let keys = rows.gathered(input.keys, column, span, into: scratch.keys)
                timesTransposed(
                    HeadRows(input.queries, column, from: first, count: queryCount), keys, width: headWidth,
                    into: scores, stride: probabilities.stride, scratch)
                let padded = Self.probabilityStride(longest: keyCount)
                for index in 0..<queryCount {
                    let visible = mask == .causal ? keyCount - queryCount + index + 1 : keyCount
                    groktop_softmax(visible, padded, scale, scores + index * probabilities.stride)
                }
                let values = rows.gathered(input.values, column, span, into: scratch.values)
                groktop_small_product(
                    queryCount, headWidth, keyCount, groktop_factor(scores, stride: probabilities.stride),
                    values.rows, HeadRows(output, column, from: first, count: queryCount).rows)
            }
        }
    }

    /// Writes the gradients of queries [M, D], keys and values [N, D] from that of the output [M, D].
    ///
    /// With A the probabilities, dA = dO Vᵀ and dS = A ⊙ (dA − rowsum(A ⊙ dA)) / √(D/H): dQ = dS K, dK = dSᵀ Q,
    /// dV = Aᵀ dO. Keys and values of a shared row gather what every span through it adds.
    package func backward(
        spans: AttentionSpans, input: Projections, probabilities: Matrix, outputGradient: Matrix,
        inputGradient: Projections, scratch: UnsafeMutablePointer<Float>
    ) {
        let headWidth = checkedHeadWidth(spans, input, probabilities, outputGradient)
        precondition(inputGradient.hasShape(of: input), "gradients have other shapes than what they are of")
        let scale = 1 / Float(headWidth).squareRoot()
        let scratch = Scratch(scratch, longest: spans.longestPath, headWidth: headWidth)
        let rows = PathRows(spans: spans, headWidth: headWidth, rowCount: input.keys.rows)
        rows.prepare(inputGradient.keys)
        rows.prepare(inputGradient.values)
        for span in spans.spans {
            let (keyCount, queryCount, first) = (span.path.count, span.queries.count, span.queries.lowerBound)
            let padded = Self.probabilityStride(longest: keyCount)
            if let key = rows.firstOfFew(span, Self.fewKeys) {
                groktop_few_keys_backward(
                    fewKeys(span, firstKey: key, input, probabilities), groktop_rows(outputGradient, from: first),
                    groktop_attention_gradients(
                        queries: groktop_rows(inputGradient.queries, from: first),
                        keys: groktop_rows(inputGradient.keys, from: key),
                        values: groktop_rows(inputGradient.values, from: key)))
                continue
            }
            for head in 0..<heads {
                let column = head * headWidth
                let probability = probabilities.row(head * input.queries.rows + first)
                let queries = HeadRows(input.queries, column, from: first, count: queryCount)
                let outer = HeadRows(outputGradient, column, from: first, count: queryCount)

                rows.accumulate(inputGradient.values, column, span, scratch: scratch.gradient) { target in
                    groktop_small_product(
                        keyCount, headWidth, queryCount,
                        groktop_factor(transposed: probability, stride: probabilities.stride), outer.rows, target.rows)
                }
                let values = rows.gathered(input.values, column, span, into: scratch.values)
                timesTransposed(outer, values, width: headWidth, into: scratch.scoreGradient, stride: padded, scratch)
                for index in 0..<queryCount {
                    groktop_softmax_backward(
                        padded, scale, probability + index * probabilities.stride,
                        scratch.scoreGradient + index * padded)
                }
                let keys = rows.gathered(input.keys, column, span, into: scratch.keys)
                groktop_small_product(
                    queryCount, headWidth, keyCount, groktop_factor(scratch.scoreGradient, stride: padded), keys.rows,
                    HeadRows(inputGradient.queries, column, from: first, count: queryCount).rows)
                rows.accumulate(inputGradient.keys, column, span, scratch: scratch.gradient) { target in
                    groktop_small_product(
                        keyCount, headWidth, queryCount,
                        groktop_factor(transposed: scratch.scoreGradient, stride: padded), queries.rows, target.rows)
                }
            }
        }
    }

    /// result [m, padded T] = a [m, D/H] · bᵀ with b [T, D/H].
    private func timesTransposed(
        _ a: HeadRows, _ b: HeadRows, width: Int, into result: UnsafeMutablePointer<Float>, stride: Int,
        _ scratch: Scratch
    ) {
        let padded = Self.probabilityStride(longest: b.count)
        groktop_transpose(b.count, width, b.base, b.stride, padded, scratch.transposed)
        groktop_small_product(
            a.count, padded, width, groktop_factor(a.base, stride: a.stride),
            groktop_rows(base: scratch.transposed, stride: padded), groktop_rows(base: result, stride: stride))
    }

    /// A span whose path is a few keys, side by side from row `firstKey` on.
    private func fewKeys(
        _ span: AttentionSpans.Span, firstKey: Int, _ input: Projections, _ probabilities: Matrix
    ) -> groktop_few_keys_span {
        let (firstQuery, headWidth) = (span.queries.lowerBound, input.queries.columns / heads)
        return groktop_few_keys_span(
            queryCount: span.queries.count, keyCount: span.path.count, heads: heads, headWidth: headWidth,
            scale: 1 / Float(headWidth).squareRoot(), queries: groktop_rows(input.queries, from: firstQuery),
            keys: groktop_rows(input.keys, from: firstKey), values: groktop_rows(input.values, from: firstKey),
            probabilities: probabilities.row(firstQuery),
            probabilityHeadStride: input.queries.rows * probabilities.stride,
            probabilityRowStride: probabilities.stride)
    }

    private func checkedHeadWidth(
        _ spans: AttentionSpans, _ input: Projections, _ probabilities: Matrix, _ output: Matrix
    ) -> Int {
        let (queries, keys) = (input.queries, input.keys)
        let width = queries.columns
        precondition(width % heads == 0, "\(heads) heads do not divide a width of \(width)")
        precondition(
            queries.rows == spans.queryCount && output.hasShape(of: queries),
            "[\(queries.rows), \(width)] queries and [\(output.rows), \(output.columns)] outputs of \(spans.queryCount)"
        )
        precondition(keys.columns == width && input.values.hasShape(of: keys), "keys and values differ in shape")
        precondition(
            probabilities.rows >= heads * queries.rows
                && probabilities.columns >= Self.probabilityStride(longest: spans.longestPath),
            "no room for the probabilities of \(queries.rows) queries")
        return width / heads
    }
}

extension groktop_rows {
    /// The rows of a matrix from one on.
    fileprivate init(_ matrix: Matrix, from row: Int) {
        self.init(base: matrix.row(row), stride: matrix.stride)
    }
}

extension groktop_factor {
    /// Rows of floats.
    fileprivate init(_ base: UnsafeMutablePointer<Float>, stride: Int) {
        self.init(base: base, rowStride: stride, columnStride: 1)
    }

    /// The transpose of rows of floats.
    fileprivate init(transposed base: UnsafeMutablePointer<Float>, stride: Int) {
        self.init(base: base, rowStride: 1, columnStride: stride)
    }
}
