package import Kernels

/// A model's inputs and outputs for a task.
package struct TaskShape: Sendable, Equatable {
    /// V, the vocabulary of the decoder, or of the encoder where there is no decoder.
    package let vocabulary: Int
    /// C, how many classes the head distinguishes.
    package let classes: Int
    /// The longest sequence, in tokens, that the decoder reads, or the encoder where there is no decoder.
    package let longestSequence: Int
    /// The vocabulary of the encoder in an encoder-decoder; nil where there is no decoder.
    package let sourceVocabulary: Int?
    /// The longest source, in tokens; nil where there is no decoder.
    package let longestSource: Int?
    /// The mask of the decoder's self-attention, or of the encoder where there is no decoder. An encoder reads sources
    /// without a mask.
    package let mask: Attention.Mask
    /// The tokens at which the model answers.
    package let readOut: SequenceLayout.ReadOut

    /// Makes a shape; without a source there is no decoder.
    init(
        vocabulary: Int, classes: Int, longestSequence: Int, sourceVocabulary: Int? = nil, longestSource: Int? = nil,
        mask: Attention.Mask, readOut: SequenceLayout.ReadOut
    ) {
        (self.vocabulary, self.classes, self.longestSequence) = (vocabulary, classes, longestSequence)
        (self.sourceVocabulary, self.longestSource) = (sourceVocabulary, longestSource)
        (self.mask, self.readOut) = (mask, readOut)
    }
}
