/// How a model reads sequences, which decides their packing.
package struct SequenceLayout: Sendable, Equatable {
    /// The encoder's input.
    package var encoder: Input
    /// The decoder's input; nil for a model without a decoder, whose encoder reads a sequence's tokens rather than its
    /// source.
    package var decoder: Input?
    /// The tokens at which the head predicts.
    package var readOut: ReadOut
    /// What an encoder without a decoder may compute once.
    package var sharing: PrefixTree.Sharing

    /// The input of one stack of layers.
    package struct Input: Sendable, Equatable {
        /// V; all tokens are below it.
        package var vocabulary: Int
        /// T, how many positions are learned: the longest possible sequence.
        package var contextLength: Int

        /// Describes an input.
        package init(vocabulary: Int, contextLength: Int) {
            self.vocabulary = vocabulary
            self.contextLength = contextLength
        }
    }

    /// The tokens at which the head predicts.
    package enum ReadOut: Sendable {
        case everyToken
        /// Only the token at position 0: after the last attention, nothing else is computed.
        case firstToken
    }

    /// Describes a layout.
    ///
    /// - Precondition: a model with a decoder predicts at every token.
    package init(encoder: Input, decoder: Input?, readOut: ReadOut, sharing: PrefixTree.Sharing) {
        precondition(decoder == nil || readOut == .everyToken, "a decoder is read out at every token")
        self.encoder = encoder
        self.decoder = decoder
        self.readOut = readOut
        self.sharing = sharing
    }
}
