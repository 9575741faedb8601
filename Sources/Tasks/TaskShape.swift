package import Kernels
package import RunEvents

/// What a task asks of a model.
package struct TaskShape: Sendable, Equatable {
    /// V: of the encoder where it is alone, of the decoder where there is one.
    package let vocabulary: Int
    /// C.
    package let classes: Int
    /// T of the longest sequence that the encoder reads where it is alone, or the decoder.
    package let longestSequence: Int
    /// V of what the encoder of an encoder-decoder reads; nil where the encoder is alone.
    package let sourceVocabulary: Int?
    /// Tokens of the longest source; nil where the encoder is alone.
    package let longestSource: Int?
    /// Of the encoder where it is alone, of the decoder's self-attention where there is one. Sources are read without a
    /// mask.
    package let mask: Attention.Mask
    package let readOut: SequenceLayout.ReadOut

    package init(_ config: RunConfig) {
        switch config.task {
        case .dyck:
            vocabulary = DyckTask.vocabulary
            classes = DyckTask.classes
            longestSequence = DyckTask.maximumTokens
            sourceVocabulary = nil
            longestSource = nil
            mask = .causal
            readOut = .everyToken
        case .scan:
            vocabulary = ScanTask.vocabulary
            classes = ScanTask.vocabulary
            longestSequence = ScanTask.longestSequence
            sourceVocabulary = ScanTask.sourceVocabulary
            longestSource = ScanTask.longestSource
            mask = .causal
            readOut = .everyToken
        case .modadd, .modsub, .modmul, .modx2y2, .modx2xyy2, .modx3xy:
            vocabulary = config.data.knownModulus
            classes = config.data.knownModulus
            longestSequence = ModularTask.longestSequence
            sourceVocabulary = nil
            longestSource = nil
            mask = .none
            readOut = .firstToken
        }
    }
}
