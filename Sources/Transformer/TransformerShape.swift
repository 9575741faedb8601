package import Kernels

/// Sizes of a transformer: an encoder alone, or an encoder and a decoder. The letters are those of the shape comments.
package struct TransformerShape: Sendable, Equatable {
    /// What the encoder reads.
    package var encoder: SequenceLayout.Input
    /// What the decoder reads; nil for an encoder alone.
    package var decoder: SequenceLayout.Input?
    /// C.
    package var classes: Int
    /// D.
    package var modelWidth: Int
    /// L, of the encoder and of the decoder each.
    package var layers: Int
    /// H.
    package var heads: Int
    /// F.
    package var feedForwardWidth: Int
    /// The mask of the encoder's attention. The decoder's attention to itself is always causal.
    package var mask: Attention.Mask
    /// The tokens at which the head predicts.
    package var readOut: SequenceLayout.ReadOut

    /// - Precondition: all sizes are above zero and the heads divide the width; a decoder translates what an encoder
    ///   without a mask has read; where the first token alone is read out it can see the others.
    package init(
        encoder: SequenceLayout.Input, decoder: SequenceLayout.Input? = nil, classes: Int, modelWidth: Int, layers: Int,
        heads: Int, feedForwardWidth: Int, mask: Attention.Mask, readOut: SequenceLayout.ReadOut = .everyToken
    ) {
        for input in [encoder, decoder ?? encoder] {
            precondition(input.vocabulary > 0 && input.contextLength > 0, "a stack cannot read \(input)")
        }
        for size in [classes, modelWidth, layers, heads, feedForwardWidth] {
            precondition(size > 0, "a transformer cannot have a size of \(size)")
        }
        precondition(modelWidth % heads == 0, "\(heads) heads do not divide a width of \(modelWidth)")
        precondition(decoder == nil || (mask == .none && readOut == .everyToken), "a decoder needs a whole source")
        precondition(readOut == .everyToken || mask == .none, "a first token that is read out sees itself alone")
        self.encoder = encoder
        self.decoder = decoder
        self.classes = classes
        self.modelWidth = modelWidth
        self.layers = layers
        self.heads = heads
        self.feedForwardWidth = feedForwardWidth
        self.mask = mask
        self.readOut = readOut
    }

    /// D/H, the width of one attention head.
    package var headWidth: Int { modelWidth / heads }

    /// How sequences are packed for it. A token that sees only what comes before it shares equal beginnings.
    package var layout: SequenceLayout {
        SequenceLayout(
            encoder: encoder, decoder: decoder, readOut: readOut, sharing: mask == .causal ? .prefixes : .wholeSequences
        )
    }
}
