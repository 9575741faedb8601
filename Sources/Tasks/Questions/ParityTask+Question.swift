internal import Kernels
package import RunEvents

extension ParityTask {
    /// What may be typed.
    package func acceptedQuestion(_ data: DataConfig) -> String { "\(shape(data).longestSequence) bits, 0 or 1" }

    /// Bits. The right answer depends on which of them count; `RunConfig.question` finds these.
    ///
    /// - Throws: `Question.Problem` for anything else.
    package func question(_ text: String, _ data: DataConfig) throws(Question.Problem) -> Question {
        func problem(_ text: String) -> Question.Problem { Question.Problem(text, accepted: acceptedQuestion(data)) }
        let bits = text.filter { !$0.isWhitespace }
        if bits.isEmpty { throw problem("nothing typed") }
        if let other = bits.first(where: { $0 != "0" && $0 != "1" }) {
            throw problem("\(Question.quoted(String(other))) is no bit")
        }
        guard bits.count == shape(data).longestSequence else { throw problem("these are \(bits.count) bits") }
        return Question(words: bits.map { String($0) }, tokens: bits.map { $0 == "1" ? 1 : 0 }, truth: nil)
    }

    /// The right answer to bits in a run with this seed, whose generator has drawn the places that count.
    package func truth(_ question: Question, _ data: DataConfig, seed: UInt64) -> [Int32]? {
        var generator = RandomGenerator(seed: seed, stream: .trainData)
        return [places(data, from: &generator).reduce(0) { $0 ^ question.tokens[$1] }]
    }
}
