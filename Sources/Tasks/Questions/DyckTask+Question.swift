package import RunEvents

extension DyckTask {
    /// What may be typed.
    package func acceptedQuestion(_: DataConfig) -> String {
        "1 to \(Self.maximumTokens) brackets, none closed that is not open, such as (()())"
    }

    /// Brackets, the beginning of a balanced string: the model answers at every bracket, whatever comes after.
    ///
    /// - Throws: `Question.Problem` for anything else.
    package func question(_ text: String, _ data: DataConfig) throws(Question.Problem) -> Question {
        func problem(_ text: String) -> Question.Problem { Question.Problem(text, accepted: acceptedQuestion(data)) }
        let brackets = text.filter { !$0.isWhitespace }
        if brackets.isEmpty { throw problem("nothing typed") }
        if let other = brackets.first(where: { $0 != "(" && $0 != ")" }) {
            throw problem("\(Question.quoted(String(other))) is no bracket")
        }
        guard brackets.count <= Self.maximumTokens else { throw problem("these are \(brackets.count) brackets") }
        var depth: Int32 = 0
        var truth: [Int32] = []
        for (index, bracket) in brackets.enumerated() {
            depth += bracket == "(" ? 1 : -1
            guard depth >= 0 else { throw problem("bracket \(index + 1) closes nothing") }
            guard depth < Self.classes else { throw problem("bracket \(index + 1) opens depth \(depth)") }
            truth.append(depth)
        }
        return Question(
            words: brackets.map { String($0) },
            tokens: brackets.map { $0 == "(" ? Self.openBracket : Self.closeBracket },
            truth: truth)
    }
}
