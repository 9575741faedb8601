package import RunEvents

/// What the numbers of a task's sequences stand for.
package struct TaskVocabulary: Sendable, Equatable {
    /// By token, what the encoder of an encoder-decoder reads; nil where the encoder is alone.
    package let source: [String]?
    /// By token, what the encoder reads where it is alone, or the decoder.
    package let tokens: [String]
    /// By class, what is predicted.
    package let targets: [String]
    /// The token that fills up a shorter source; nil where there are no sources.
    package let sourcePadding: Int32?
    /// The token that fills up a shorter sequence.
    package let padding: Int32

    /// The target of a token that is not scored.
    package static let unscored: Int32 = -1
    /// How an unscored target is written beside the words.
    package static let unscoredWord = "<unscored>"
    /// How padding is written beside the words.
    static let paddingWord = "<pad>"

    /// Describes a vocabulary; without a source the encoder is alone.
    init(
        source: [String]? = nil, tokens: [String], targets: [String], sourcePadding: Int32? = nil, padding: Int32
    ) {
        (self.source, self.tokens, self.targets) = (source, tokens, targets)
        (self.sourcePadding, self.padding) = (sourcePadding, padding)
    }

    /// The vocabulary of a run's task.
    ///
    /// - Precondition: this program knows the task and accepts its parameters.
    package init(_ config: RunConfig) { self = TaskList.known(config.task).vocabulary(config.data) }

    /// The word of a target, which may be unscored.
    package func word(target: Int32) -> String { target < 0 ? Self.unscoredWord : targets[Int(target)] }
}
