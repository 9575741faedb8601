package import Kernels
package import RunEvents

/// What a task asks of a model.
package struct TaskShape: Sendable, Equatable {
    /// V: of the encoder where it is alone, of the decoder where there is one.
    package let vocabulary: Int
    /// C, the number of classes.
    package let classes: Int
    /// T of the longest sequence that the encoder reads where it is alone, or the decoder.
    package let longestSequence: Int
    /// V of what the encoder of an encoder-decoder reads; nil where the encoder is alone.
    package let sourceVocabulary: Int?
    /// Tokens of the longest source; nil where the encoder is alone.
    package let longestSource: Int?
    /// The mask of the encoder where it is alone, of the decoder's self-attention where there is one. Sources are read
    /// without a mask.
    package let mask: Attention.Mask
    /// The tokens at which the model answers.
    package let readOut: SequenceLayout.ReadOut

    /// Describes a shape; without a source the encoder is alone.
    init(
        vocabulary: Int, classes: Int, longestSequence: Int, sourceVocabulary: Int? = nil, longestSource: Int? = nil,
        mask: Attention.Mask, readOut: SequenceLayout.ReadOut
    ) {
        (self.vocabulary, self.classes, self.longestSequence) = (vocabulary, classes, longestSequence)
        (self.sourceVocabulary, self.longestSource) = (sourceVocabulary, longestSource)
        (self.mask, self.readOut) = (mask, readOut)
    }

    /// What a run's task asks of its model.
    ///
    /// - Precondition: this program knows the task and accepts its parameters.
    package init(_ config: RunConfig) { self = TaskList.known(config.task).shape(config.data) }
}
