import Kernels
import RunEvents
import Tasks
import Testing

/// Questions that a person types, and what is refused.
@Suite("Questions")
struct QuestionTests {
    private static func config(_ task: TaskName) -> RunConfig {
        var config = TaskPreset.config(for: task)
        if config.data.parameters["modulus"] != nil { config.data.parameters["modulus"] = .integer(11) }
        (config.data.trainSequences, config.data.testSequences) = (40, 60)
        return config
    }

    @Test("every test sequence can be asked in its own words, and has its own answer", arguments: TaskList.names)
    func ofTheDataSet(task: TaskName) throws {
        let config = Self.config(task)
        let vocabulary = TaskVocabulary(config)
        for sequence in TaskData(config: config).test {
            let words =
                vocabulary.source.map { source in sequence.source.map { source[Int($0)] } }
                ?? sequence.tokens.map { vocabulary.tokens[Int($0)] }
            let question = try config.question(words.joined(separator: " "))
            #expect(question.words == words && question.source == sequence.source)
            #expect(question.tokens == (sequence.source.isEmpty ? sequence.tokens : [ScanTask.beginToken]))
            #expect(question.truth == sequence.targets.filter { $0 >= 0 })
        }
    }

    @Test("parity of another seed has other places") func seeds() throws {
        let answers = try (1...20).map { seed in
            var config = Self.config(.parity)
            config.seed = UInt64(seed)
            return try config.question("1010 0111 0100 1011 0001").truth
        }
        #expect(Set(answers) == [[0], [1]])
    }

    private static let typed: [(TaskName, String, [Int32], [Int32]?)] = [
        (.modadd, "7 + 8", [7, 8], [4]), (.modadd, " 7+8 ", [7, 8], [4]), (.modadd, "10 10", [10, 10], [9]),
        (.modsub, "3 − 8", [3, 8], [6]), (.modsub, "3-8", [3, 8], [6]), (.modmul, "3*8", [3, 8], [2]),
        (.modmul, "3 · 8", [3, 8], [2]), (.modx2y2, "3, 8", [3, 8], [7]),
        (.dyck, "(()", [0, 0, 1], [1, 2, 1]), (.dyck, "( )", [0, 1], [1, 0]),
        (.s5, "12345 · 21345", [0, 24], [24]), (.s5, "21345*21345", [24, 24], [0]),
        (.scan, "WALK", [1], [8, 2]), (.scan, "walk walk", [1], nil),
    ]

    @Test("what may be typed", arguments: typed)
    func accepted(task: TaskName, text: String, tokens: [Int32], truth: [Int32]?) throws {
        let question = try Self.config(task).question(text)
        #expect(question.tokens == tokens && question.truth == truth)
    }

    private static let wrong: [(TaskName, String, String)] = [
        (.modadd, "", "nothing typed"), (.modadd, "7", "that is not two numbers"),
        (.modadd, "1 2 3", "that is not two numbers"), (.modadd, "7 ++ 8", "that is not two numbers"),
        (.modadd, "7 * 8", "that is not two numbers"), (.modadd, "7 + x", "'x' is no number"),
        (.modadd, "7 + 11", "'11' is no residue mod 11"), (.modadd, "7 + -1", "'-1' is no number"),
        (.modadd, "7 + 99999999999999999999999", "'9999999999999999…' is no number"),
        (.modmul, "3 + 8", "that is not two numbers"), (.dyck, "  ", "nothing typed"),
        (.dyck, "(a)", "'a' is no bracket"), (.dyck, "())", "bracket 3 closes nothing"),
        (.dyck, String(repeating: "(", count: 13), "bracket 13 opens depth 13"),
        (.dyck, String(repeating: "()", count: 13), "these are 26 brackets"),
        (.s5, "12345", "that is not two permutations"), (.s5, "12345 11345", "'11345' is no permutation"),
        (.parity, "101", "these are 3 bits"), (.parity, "10x", "'x' is no bit"),
        (.scan, "", "nothing typed"), (.scan, "walk fast", "'fast' is no word"),
        (.scan, String(repeating: "walk ", count: 10), "these are 10 words"),
    ]

    @Test("what is refused says what was wrong, and what is accepted", arguments: wrong)
    func refused(task: TaskName, text: String, problem: String) throws {
        let config = Self.config(task)
        let error = #expect(throws: Question.Problem.self) { try config.question(text) }
        #expect(error?.text == problem)
        let accepted = try #require(config.acceptedQuestion)
        #expect(error?.description == "\(problem): \(accepted)")
    }

    @Test("of a task that is not known nothing may be asked") func unknown() {
        var config = Self.config(.modadd)
        config.task = "later"
        #expect(config.acceptedQuestion == nil)
    }
}
