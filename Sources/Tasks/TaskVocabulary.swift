/// The meaning of the numbers in a task's sequences.
package struct TaskVocabulary: Sendable, Equatable {
    /// The words of the encoder's tokens in an encoder-decoder; nil where there is no decoder.
    package let source: [String]?
    /// The words of the decoder's tokens, or of the encoder's where there is no decoder.
    package let tokens: [String]
    /// The words of the classes.
    package let targets: [String]
    /// The token that fills shorter sources; nil where there are no sources.
    package let sourcePadding: Int32?
    /// The token that fills shorter sequences.
    package let padding: Int32

    /// The target of a token that is not scored.
    package static let unscored: Int32 = -1
    /// The word for an unscored target.
    package static let unscoredWord = "<unscored>"
    /// The word for padding.
    static let paddingWord = "<pad>"

    /// Makes a vocabulary; without a source there is no decoder.
    init(
        source: [String]? = nil, tokens: [String], targets: [String], sourcePadding: Int32? = nil, padding: Int32
    ) {
        (self.source, self.tokens, self.targets) = (source, tokens, targets)
        (self.sourcePadding, self.padding) = (sourcePadding, padding)
    }

    /// The word of a target, which may be unscored.
    package func word(target: Int32) -> String { target < 0 ? Self.unscoredWord : targets[Int(target)] }
}
