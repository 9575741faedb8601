internal import Kernels
package import RunEvents

extension ModularTask {
    /// The sign between the two residues, as it may be typed; a comma where the polynomial is no sum, difference or
    /// product.
    private var signs: [Character] {
        switch name {
        case .modadd: ["+"]
        case .modsub: ["−", "-"]
        case .modmul: ["·", "*", "×"]
        default: [","]
        }
    }

    /// What may be typed.
    package func acceptedQuestion(_ data: DataConfig) -> String {
        let p = shape(data).classes
        let (a, b) = (min(17, p - 1), min(80, p - 1))
        let example = name == .modadd || name == .modsub || name == .modmul ? "\(a) \(signs[0]) \(b)" : "\(a), \(b)"
        return "two numbers from 0 to \(p - 1), such as \(example)"
    }

    /// Two residues with the task's sign between them, or with spaces alone.
    ///
    /// - Throws: `Question.Problem` for anything else.
    package func question(_ text: String, _ data: DataConfig) throws(Question.Problem) -> Question {
        let p = shape(data).classes
        func problem(_ text: String) -> Question.Problem { Question.Problem(text, accepted: acceptedQuestion(data)) }
        if text.allSatisfy(\.isWhitespace) { throw problem("nothing typed") }
        let parts = text.split { signs.contains($0) || $0.isWhitespace }.map(String.init)
        guard text.count(where: { signs.contains($0) }) <= 1, parts.count == 2 else {
            throw problem("that is not two numbers")
        }
        var numbers: [Int] = []
        for part in parts {
            guard let number = Int(part), part.allSatisfy(\.isNumber) else {
                throw problem("\(Question.quoted(part)) is no number")
            }
            guard number < p else { throw problem("\(Question.quoted(part)) is no residue mod \(p)") }
            numbers.append(number)
        }
        return Question(
            words: numbers.map { "\($0)" }, tokens: numbers.map { Int32($0) },
            truth: [Int32(answer(numbers[0], numbers[1], modulus: p))])
    }

    /// The answer to each pair of residues.
    package func pairAnswer(_ data: DataConfig) -> (@Sendable (Int, Int) -> Int)? {
        let p = shape(data).classes
        return { answer($0, $1, modulus: p) }
    }
}
