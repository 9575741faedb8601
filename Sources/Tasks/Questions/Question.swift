/// A question to a model that a person typed: the sequence that it is, and the right answer.
package struct Question: Sendable, Equatable {
    /// The question's words, as the vocabulary has them.
    package let words: [String]
    /// The encoder's tokens in an encoder-decoder; empty where there is no decoder.
    package let source: [Int32]
    /// The tokens that the model reads: of a decoder its first alone, as the others are the answer.
    package let tokens: [Int32]
    /// The right class at each place that is scored; nil where the task has no answer to the question.
    package let truth: [Int32]?

    /// Makes a question.
    ///
    /// - Precondition: there is at least one token.
    package init(words: [String], source: [Int32] = [], tokens: [Int32], truth: [Int32]?) {
        precondition(!tokens.isEmpty, "a question without tokens")
        (self.words, self.source, self.tokens, self.truth) = (words, source, tokens, truth)
    }

    /// Why a text is no question: what was wrong, and what is accepted.
    package struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
        /// What was wrong, in a few words.
        package let text: String
        /// What is accepted: which words, and how many.
        package let accepted: String

        /// Makes a problem.
        package init(_ text: String, accepted: String) { (self.text, self.accepted) = (text, accepted) }

        /// Both in one line.
        package var description: String { "\(text): \(accepted)" }
    }

    /// The words of a text that are separated by spaces.
    static func words(_ text: String) -> [String] { text.split(whereSeparator: \.isWhitespace).map(String.init) }

    /// A word from outside as it is repeated in a message, cut where it is long.
    static func quoted(_ word: some StringProtocol) -> String {
        word.count > 16 ? "'\(word.prefix(16))…'" : "'\(word)'"
    }
}
