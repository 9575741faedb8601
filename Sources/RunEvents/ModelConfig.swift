/// Sizes of the transformer.
package struct ModelConfig: Sendable, Codable, Equatable {
    /// D.
    package var modelWidth: Int
    /// L: of the encoder, and as many of the decoder where the model has one.
    package var layers: Int
    /// H.
    package var heads: Int
    /// F.
    package var feedForwardWidth: Int
    /// Number of learned positions: of the decoder where the model has one.
    package var contextLength: Int
    /// Number of learned positions of what the encoder of an encoder-decoder reads; nil for an encoder alone.
    package var sourceContextLength: Int?

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
