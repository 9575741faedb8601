/// How a model reads sequences: what decides their packing.
package struct SequenceLayout: Sendable, Equatable {
    /// What the encoder reads.
    package var encoder: Input
    /// What the decoder reads; nil for an encoder alone, which then reads a sequence's tokens rather than its source.
    package var decoder: Input?
    package var readOut: ReadOut
    /// What an encoder that is alone may compute once.
    package var sharing: PrefixTree.Sharing

    package struct Input: Sendable, Equatable {
        /// V.
        package var vocabulary: Int
        /// Number of learned positions, the longest sequence there can be.
        package var contextLength: Int

        package init(vocabulary: Int, contextLength: Int) {
            self.vocabulary = vocabulary
            self.contextLength = contextLength
        }
    }

    /// At which tokens the head predicts.
    package enum ReadOut: Sendable {
        case everyToken
        /// At position 0 alone: nothing else is computed after the last attention.
        case firstToken
    }

    package init(encoder: Input, decoder: Input?, readOut: ReadOut, sharing: PrefixTree.Sharing) {
        precondition(decoder == nil || readOut == .everyToken, "a decoder is read out at every token")
        self.encoder = encoder
        self.decoder = decoder
        self.readOut = readOut
        self.sharing = sharing
    }
}
