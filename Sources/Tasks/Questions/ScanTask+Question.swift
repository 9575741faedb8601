internal import Kernels
package import RunEvents

extension ScanTask {
    /// What may be typed.
    package func acceptedQuestion(_: DataConfig) -> String {
        "1 to \(Self.longestSource) of \(ScanWord.allCases.map(\.text).joined(separator: " "))"
    }

    /// Words of a command. A line of such words that is no command of the grammar has no right answer, and may be
    /// asked.
    ///
    /// - Throws: `Question.Problem` for other words, and for too many.
    package func question(_ text: String, _ data: DataConfig) throws(Question.Problem) -> Question {
        func problem(_ text: String) -> Question.Problem { Question.Problem(text, accepted: acceptedQuestion(data)) }
        var words: [ScanWord] = []
        for text in Question.words(text) {
            guard let word = ScanWord.allCases.first(where: { $0.text == text.lowercased() }) else {
                throw problem("\(Question.quoted(text)) is no word")
            }
            words.append(word)
        }
        if words.isEmpty { throw problem("nothing typed") }
        guard words.count <= Self.longestSource else { throw problem("these are \(words.count) words") }
        let command = ScanGrammar.commands.first { $0.words == words }
        return Question(
            words: words.map(\.text), source: words.map(\.rawValue), tokens: [Self.beginToken],
            truth: command.map { Self.sequence($0).targets })
    }
}
