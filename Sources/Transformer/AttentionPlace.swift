/// Which attention of a model.
package struct AttentionPlace: Sendable, Hashable {
    package let kind: Kind
    /// From 0.
    package let layer: Int

    package enum Kind: Sendable {
        case encoderSelf, decoderSelf
        /// A decoder's look at what the encoder has read.
        case decoderCross
    }

    package init(_ kind: Kind, layer: Int) {
        self.kind = kind
        self.layer = layer
    }
}
