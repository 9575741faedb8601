package import RunEvents

extension SymmetricGroupTask {
    /// What may be typed.
    package func acceptedQuestion(_: DataConfig) -> String {
        "two permutations of 12345, such as 21345 · 13254"
    }

    /// Two permutations, with spaces, a dot or an asterisk between them.
    ///
    /// - Throws: `Question.Problem` for anything else.
    package func question(_ text: String, _ data: DataConfig) throws(Question.Problem) -> Question {
        func problem(_ text: String) -> Question.Problem { Question.Problem(text, accepted: acceptedQuestion(data)) }
        if text.allSatisfy(\.isWhitespace) { throw problem("nothing typed") }
        let parts = text.split { "·*".contains($0) || $0.isWhitespace }.map(String.init)
        guard parts.count == 2 else { throw problem("that is not two permutations") }
        let words = vocabulary(data).tokens
        var numbers: [Int] = []
        for part in parts {
            guard let number = words.firstIndex(of: part) else {
                throw problem("\(Question.quoted(part)) is no permutation")
            }
            numbers.append(number)
        }
        return Question(
            words: parts, tokens: numbers.map { Int32($0) }, truth: [Int32(Self.composition(numbers[0], numbers[1]))])
    }

    /// The composition of each pair of permutations.
    package func pairAnswer(_: DataConfig) -> (@Sendable (Int, Int) -> Int)? { { Self.composition($0, $1) } }
}
