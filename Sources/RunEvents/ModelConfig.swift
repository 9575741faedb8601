/// Sizes of the transformer.
package struct ModelConfig: Sendable, Codable, Equatable {
    /// D.
    package var modelWidth: Int
    /// L.
    package var layers: Int
    /// H.
    package var heads: Int
    /// F.
    package var feedForwardWidth: Int
    /// Number of learned positions.
    package var contextLength: Int

    package init(modelWidth: Int, layers: Int, heads: Int, feedForwardWidth: Int, contextLength: Int) {
        self.modelWidth = modelWidth
        self.layers = layers
        self.heads = heads
        self.feedForwardWidth = feedForwardWidth
        self.contextLength = contextLength
    }
}
