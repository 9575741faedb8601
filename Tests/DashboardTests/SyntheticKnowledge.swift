import Foundation
import RunEvents

/// Made-up looks at what a network knows.
enum SyntheticKnowledge {
    /// a + b mod p: pairs that are trained on are right, and of the others those whose sum is small, up to `known`.
    static func modular(_ p: Int, step: Int, known: Double) -> KnowledgeRecord {
        let pairs = (0..<p * p).map { (a: $0 / p, b: $0 % p) }
        let truth = pairs.map { Int32(($0.a + $0.b) % p) }
        let isTrained = pairs.map { ($0.a * 31 + $0.b * 17) % 5 < 2 }
        let answers = truth.indices.map { entry in
            let isRight =
                isTrained[entry] ? entry % 23 != 0 : Double(pairs[entry].a + pairs[entry].b) < known * Double(2 * p)
            return isRight ? truth[entry] : (truth[entry] + 1) % Int32(p)
        }
        var shares = (1...p / 2).map { 0.2 / Double(p) * Double(1 + $0 % 3) }
        shares[p / 5] = 0.4
        shares[p / 3] = 0.2
        let frequency = p / 5 + 1
        let angles = (0..<p).map { 2 * Double.pi * Double(frequency * $0) / Double(p) }
        return KnowledgeRecord(
            step: step, table: .init(size: p, answers: answers, truth: truth, isTrained: isTrained),
            circle: .init(frequency: frequency, share: 0.4, x: angles.map(cos), y: angles.map(sin)),
            spectrum: .init(
                length: p, constantPower: 1, varyingPower: 1, shares: shares,
                top: [.init(frequency: frequency, share: 0.4), .init(frequency: p / 3 + 1, share: 0.2)], topShare: 0.6,
                gini: 0.7),
            samples: [])
    }

    static func answer(_ question: String, _ said: [String], _ truth: [String]?) -> ModelAnswer {
        ModelAnswer(
            question: question.split(separator: " ").map(String.init),
            predictions: said.map { .init(word: $0, probability: 0.9) }, truth: truth)
    }

    static func brackets(_ step: Int) -> KnowledgeRecord {
        let strings = [("( ( ) ( ) )", "1 2 1 2 1 0"), ("( ) ( ( ( ) ) )", "1 0 1 2 3 2 1 0"), ("( )", "1 0")]
        let deep = String(repeating: "( ", count: 12) + String(repeating: ") ", count: 12)
        let depths = (Array(1...12) + (0..<12).reversed()).map { "\($0)" }
        let samples = strings.enumerated().map { index, string in
            let truth = string.1.split(separator: " ").map(String.init)
            var said = truth
            if index == 1 { said[4] = "2" }
            return answer(string.0, said, truth)
        }
        var said = depths
        said[10] = "9"
        return KnowledgeRecord(
            step: step, table: nil, circle: nil, spectrum: nil,
            samples: [answer(deep, said, depths)] + samples + samples)
    }

    static func commands(_ step: Int) -> KnowledgeRecord {
        func actions(_ text: String) -> [String] {
            text.split(separator: " ").map { $0 == "<end>" ? "<end>" : "I_\($0)" }
        }
        let long = actions(String(repeating: "TURN_LEFT JUMP ", count: 20) + "<end>")
        var wrong = long
        wrong[38] = "I_LOOK"
        return KnowledgeRecord(
            step: step, table: nil, circle: nil, spectrum: nil,
            samples: [
                answer("jump twice and look", actions("JUMP JUMP LOOK <end>"), actions("JUMP JUMP LOOK <end>")),
                answer("walk left", actions("TURN_LEFT RUN <end>"), actions("TURN_LEFT WALK <end>")),
                answer("jump around left thrice and jump around left twice", wrong, long),
            ])
    }

    static func bits(_ step: Int) -> KnowledgeRecord {
        KnowledgeRecord(
            step: step, table: nil, circle: nil, spectrum: nil,
            samples: [
                answer("0 1 1 0 1 0 0 1 1 1", ["odd"], ["odd"]), answer("1 1 1 0 1 0 0 1 0 1", ["odd"], ["even"]),
            ])
    }
}
