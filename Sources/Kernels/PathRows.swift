internal import CKernels

/// One head's columns of the rows on a span's path. They are read in place where the rows follow each other, and
/// gathered otherwise.
struct PathRows {
    private let spans: AttentionSpans
    private let headWidth: Int
    /// Whether the paths are runs of rows that together cover all rows in their order.
    private let isDirect: Bool

    /// Prepares the access to the paths of `spans`.
    ///
    /// - Parameter rowCount: how many rows the matrices have.
    init(spans: AttentionSpans, headWidth: Int, rowCount: Int) {
        self.spans = spans
        self.headWidth = headWidth
        isDirect = spans.isPartition && spans.keyRows.count == rowCount
    }

    /// The path's rows [T, D/H] of a matrix, from `column` on.
    func gathered(
        _ matrix: Matrix, _ column: Int, _ span: AttentionSpans.Span, into scratch: UnsafeMutablePointer<Float>
    ) -> HeadRows {
        if isDirect {
            return HeadRows(
                matrix, column, from: Int(spans.keyRows[span.path.lowerBound]), count: span.path.count)
        }
        spans.keyRows.withUnsafeBufferPointer { keyRows in
            groktop_gather_rows(
                span.path.count, headWidth, keyRows.baseAddress! + span.path.lowerBound, matrix.base + column,
                matrix.stride, scratch)
        }
        return HeadRows(base: scratch, stride: headWidth, count: span.path.count)
    }

    /// The first of a few keys that lie side by side, in heads whose width is a multiple of a vector register; nil
    /// otherwise.
    func firstOfFew(_ span: AttentionSpans.Span, _ limit: Int) -> Int? {
        guard isDirect, span.path.count <= limit, headWidth % 16 == 0 else { return nil }
        return Int(spans.keyRows[span.path.lowerBound])
    }

    /// Clears a gradient where needed. Callers call it before the first `accumulate`.
    func prepare(_ gradient: Matrix) {
        guard !isDirect else { return }
        gradient.fill(0)
    }

    /// Adds [T, D/H] floats to the path's rows of a gradient. Rows that are on no other path are written in place.
    func accumulate(
        _ gradient: Matrix, _ column: Int, _ span: AttentionSpans.Span, scratch: UnsafeMutablePointer<Float>,
        _ write: (_ target: HeadRows) -> Void
    ) {
        if isDirect {
            return write(
                HeadRows(gradient, column, from: Int(spans.keyRows[span.path.lowerBound]), count: span.path.count))
        }
        write(HeadRows(base: scratch, stride: headWidth, count: span.path.count))
        spans.keyRows.withUnsafeBufferPointer { keyRows in
            groktop_scatter_add_rows(
                span.path.count, headWidth, keyRows.baseAddress! + span.path.lowerBound, scratch,
                gradient.base + column, gradient.stride)
        }
    }
}
