package import Kernels

/// Sizes of an encoder. The letters are those of the shape comments.
package struct EncoderShape: Sendable, Equatable {
    /// V.
    package var vocabulary: Int
    /// Number of learned positions, the longest sequence there can be.
    package var contextLength: Int
    /// C.
    package var classes: Int
    /// D.
    package var modelWidth: Int
    /// L.
    package var layers: Int
    /// H.
    package var heads: Int
    /// F.
    package var feedForwardWidth: Int
    package var mask: Attention.Mask

    /// - Precondition: all sizes are above zero and the heads divide the width.
    package init(
        vocabulary: Int, contextLength: Int, classes: Int, modelWidth: Int, layers: Int, heads: Int,
        feedForwardWidth: Int, mask: Attention.Mask
    ) {
        for size in [vocabulary, contextLength, classes, modelWidth, layers, heads, feedForwardWidth] {
            precondition(size > 0, "an encoder cannot have a size of \(size)")
        }
        precondition(modelWidth % heads == 0, "\(heads) heads do not divide a width of \(modelWidth)")
        self.vocabulary = vocabulary
        self.contextLength = contextLength
        self.classes = classes
        self.modelWidth = modelWidth
        self.layers = layers
        self.heads = heads
        self.feedForwardWidth = feedForwardWidth
        self.mask = mask
    }

    package var headWidth: Int { modelWidth / heads }

    /// What sequences may share under this mask: a token that sees only what comes before it shares equal beginnings.
    package var sharing: PrefixTree.Sharing { mask == .causal ? .prefixes : .wholeSequences }
}
