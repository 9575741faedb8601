/// The sizes of the transformer.
package struct ModelConfig: Sendable, Codable, Equatable {
    /// D, the width of the residual stream.
    package var modelWidth: Int
    /// L, the layers of the encoder; a decoder has as many.
    package var layers: Int
    /// H, the attention heads of a layer.
    package var heads: Int
    /// F, the hidden units of a feed-forward block.
    package var feedForwardWidth: Int
    /// How many positions are learned; in an encoder-decoder, those of the decoder.
    package var contextLength: Int
    /// How many positions the encoder of an encoder-decoder learns; nil for a model without a decoder.
    package var sourceContextLength: Int?

    /// Makes a configuration of the model from its members, which it does not check.
    package init(
        modelWidth: Int, layers: Int, heads: Int, feedForwardWidth: Int, contextLength: Int,
        sourceContextLength: Int? = nil
    ) {
        self.modelWidth = modelWidth
        self.layers = layers
        self.heads = heads
        self.feedForwardWidth = feedForwardWidth
        self.contextLength = contextLength
        self.sourceContextLength = sourceContextLength
    }
}
