import RunEvents
import Testing

@Suite("Answers of a model")
struct ModelAnswerTests {
    private static func answer(_ words: [String], _ truth: [String]?) -> ModelAnswer {
        ModelAnswer(
            question: ["?"], predictions: words.map { .init(word: $0, probability: 0.5) }, truth: truth)
    }

    @Test("the first error is where answer and truth differ, or where the shorter ends")
    func firstError() {
        #expect(Self.answer(["a", "b"], ["a", "b"]).firstError == nil)
        #expect(Self.answer(["a", "c", "c"], ["a", "b", "b"]).firstError == 1)
        #expect(Self.answer(["a"], ["a", "b"]).firstError == 1)
        #expect(Self.answer(["a", "b", "c"], ["a", "b"]).firstError == 2)
        #expect(Self.answer(["a"], nil).firstError == nil)
    }

    @Test("an answer is right where it has no error, and neither where there is no truth")
    func isRight() {
        #expect(Self.answer(["a"], ["a"]).isRight == true)
        #expect(Self.answer(["a"], ["b"]).isRight == false)
        #expect(Self.answer(["a"], nil).isRight == nil)
    }

    @Test("the probability of a sequence is the product over its places")
    func probability() { #expect(Self.answer(["a", "b", "c"], nil).probability == 0.125) }

    @Test("no command asks for a look, and no recording holds one")
    func looks() {
        for kind in MeasurementKind.looks {
            #expect(MeasurementKind(askedFor: kind.command) == kind)
            #expect(MeasurementKind(command: kind.command) == nil && MeasurementKind(rawValue: kind.name) == nil)
            #expect(RunCommand(rawValue: kind.command) == nil && !MeasurementKind.all.contains(kind))
        }
    }
}
