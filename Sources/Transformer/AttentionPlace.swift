/// Which attention of a model.
package struct AttentionPlace: Sendable, Hashable {
    /// Whether the encoder or the decoder attends, and to which rows.
    package let kind: Kind
    /// From 0.
    package let layer: Int

    /// The attentions that a layer can have.
    package enum Kind: Sendable {
        case encoderSelf, decoderSelf
        /// A decoder's look at what the encoder has read.
        case decoderCross
    }

    /// Makes the place of an attention.
    ///
    /// - Parameter layer: number of the layer in its stack, from 0.
    package init(_ kind: Kind, layer: Int) {
        self.kind = kind
        self.layer = layer
    }
}
