import RunEvents
import Testing
import Training

@Suite("Marker detector")
struct MarkerDetectorTests {
    private static func evaluation(_ step: Int, train: Double, test: Double) -> EvaluationRecord {
        EvaluationRecord(
            step: step, trainLoss: 1, trainAccuracy: train, testLoss: 1, testAccuracy: test, trainSequences: 50,
            testSequences: 1_000, parameterNorm: 1, stepsPerSecond: 0)
    }

    /// Markers as "kind@step" of evaluations a step apart, from 1.
    private static func marks(_ accuracies: [(train: Double, test: Double)]) -> [String] {
        var thresholds = Thresholds(grokked: 0.95)
        thresholds.slingshotDrop = 0.05
        var detector = MarkerDetector(thresholds: thresholds)
        return accuracies.enumerated().flatMap { index, accuracy in
            detector.take(evaluation(index + 1, train: accuracy.train, test: accuracy.test)).map {
                "\($0.kind.rawValue)@\($0.step)"
            }
        }
    }

    @Test(
        "memorized and grokked once each, at their thresholds",
        arguments: [
            ([(0.5, 0.1), (0.98, 0.2), (0.5, 0.2), (1, 0.2)], ["memorized@2"]),
            ([(0.98.nextDown, 0.95.nextDown)], []),
            ([(1, 0.5), (1, 0.95), (1, 0.99), (1, 0.949), (1, 0.96)], ["memorized@1", "grokked@2"]),
            ([(1, 1)], ["memorized@1", "grokked@1"]),
            // Grokked does not ask for memorized.
            ([(0.9, 0.96), (1, 0.97)], ["grokked@1", "memorized@2"]),
        ] as [([(Double, Double)], [String])])
    func thresholds(accuracies: [(Double, Double)], expected: [String]) {
        #expect(Self.marks(accuracies.map { (train: $0.0, test: $0.1) }) == expected)
    }

    @Test(
        "a fall of the test accuracy by 0.05 from one evaluation to the next, once memorized",
        arguments: [
            // Before, and in the very evaluation that memorizes: no.
            ([(0.5, 0.8), (0.6, 0.5), (1, 0.3), (1, 0.3)], ["memorized@3"]),
            ([(1, 0.75), (1, 0.6875), (1, 0.65)], ["memorized@1", "slingshot@2"]),
            // A fall that goes on is the same slingshot; the next one comes after a rise.
            ([(1, 0.8), (1, 0.5), (1, 0.4), (1, 0.9), (1, 0.5)], ["memorized@1", "slingshot@2", "slingshot@5"]),
            // Slowly is no slingshot, however far; nor is a rise.
            ([(1, 0.8), (1, 0.76), (1, 0.72), (1, 0.68), (1, 0.9)], ["memorized@1"]),
            // Still memorized, although the train accuracy falls with it.
            ([(1, 0.9), (0.6, 0.5)], ["memorized@1", "slingshot@2"]),
        ] as [([(Double, Double)], [String])])
    func slingshots(accuracies: [(Double, Double)], expected: [String]) {
        #expect(Self.marks(accuracies.map { (train: $0.0, test: $0.1) }) == expected)
    }

    @Test("a fall of exactly the threshold counts") func exactFall() {
        var thresholds = Thresholds(grokked: 0.95)
        thresholds.slingshotDrop = 0.25
        for (test, isSlingshot) in [(0.5, true), (0.5.nextUp, false)] {
            var detector = MarkerDetector(thresholds: thresholds)
            _ = detector.take(Self.evaluation(1, train: 1, test: 0.75))
            #expect(detector.take(Self.evaluation(2, train: 1, test: test)).isEmpty != isSlingshot)
        }
    }

    @Test("a record of what decided") func records() {
        var detector = MarkerDetector(thresholds: Thresholds(grokked: 0.95))
        #expect(
            detector.take(Self.evaluation(100, train: 0.99, test: 0.97)) == [
                MarkerRecord(step: 100, kind: .memorized, accuracy: 0.99, sequences: 50),
                MarkerRecord(step: 100, kind: .grokked, accuracy: 0.97, sequences: 1_000),
            ])
        #expect(
            detector.take(Self.evaluation(200, train: 0.99, test: 0.8)) == [
                MarkerRecord(step: 200, kind: .slingshot, accuracy: 0.8, previousAccuracy: 0.97, sequences: 1_000)
            ])
    }

    /// An evaluation of SCAN, which is judged by whole sequences; `tokens` holds for train and test alike.
    private static func scanEvaluation(
        _ step: Int, tokens: Double, trainSequence: Double, testSequence: Double
    ) -> EvaluationRecord {
        EvaluationRecord(
            step: step, trainLoss: 1, trainAccuracy: tokens, testLoss: 1, testAccuracy: tokens,
            trainSequenceAccuracy: trainSequence, testSequenceAccuracy: testSequence, trainSequences: 2_048,
            testSequences: 500, parameterNorm: 1, stepsPerSecond: 0)
    }

    @Test("where there is an accuracy of whole sequences, it decides and is recorded, whatever the tokens' does")
    func wholeSequences() {
        var detector = MarkerDetector(thresholds: Thresholds(grokked: 0.95))
        func take(_ step: Int, tokens: Double, train: Double, test: Double) -> [MarkerRecord] {
            detector.take(Self.scanEvaluation(step, tokens: tokens, trainSequence: train, testSequence: test))
        }
        // Nearly every token is right, and still sequences are wrong.
        #expect(take(1, tokens: 1, train: 0.98.nextDown, test: 0.95.nextDown).isEmpty)
        #expect(
            take(2, tokens: 0.5, train: 0.98, test: 0.5) == [
                MarkerRecord(step: 2, kind: .memorized, accuracy: 0.98, sequences: 2_048)
            ])
        #expect(
            take(3, tokens: 0.5, train: 1, test: 0.96) == [
                MarkerRecord(step: 3, kind: .grokked, accuracy: 0.96, sequences: 500)
            ])
        // Tokens fall, sequences do not.
        #expect(take(4, tokens: 0.1, train: 1, test: 0.97).isEmpty)
        #expect(
            take(5, tokens: 0.2, train: 1, test: 0.75) == [
                MarkerRecord(step: 5, kind: .slingshot, accuracy: 0.75, previousAccuracy: 0.97, sequences: 500)
            ])
        // Only sequences that rise again end the slingshot.
        #expect(take(6, tokens: 0.9, train: 1, test: 0.7).isEmpty)
        #expect(take(7, tokens: 0.8, train: 1, test: 0.5).isEmpty)
        #expect(take(8, tokens: 0.1, train: 1, test: 0.6).isEmpty)
        #expect(take(9, tokens: 0.1, train: 1, test: 0.5).map(\.kind) == [.slingshot])
    }

    @Test("asking for candidates changes nothing") func candidates() {
        var detector = MarkerDetector(thresholds: Thresholds(grokked: 0.95))
        let evaluation = Self.evaluation(100, train: 1, test: 1)
        let candidates = detector.candidates(evaluation)
        #expect(candidates.count == 2 && detector.candidates(evaluation) == candidates)
        #expect(detector.take(evaluation) == candidates)
        #expect(detector.candidates(evaluation).isEmpty)
    }
}
