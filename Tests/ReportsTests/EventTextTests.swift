import Reports
import RunEvents
import TestSupport
import Testing

/// Lines for people, of events that no short run makes.
@Suite("Events as text")
struct EventTextTests {
    private static func evaluation(_ rate: Double, sequences: (train: Double, test: Double)? = nil) -> EvaluationRecord
    {
        EvaluationRecord(
            step: 1_500, trainLoss: 0.0123, trainAccuracy: 0.999, testLoss: 0.5, testAccuracy: 0.987,
            trainSequenceAccuracy: sequences?.train, testSequenceAccuracy: sequences?.test, trainSequences: 2_048,
            testSequences: 500, parameterNorm: 190.456, stepsPerSecond: rate)
    }

    @Test(
        "tokens alone are not named; the rate has a decimal below ten, and keeps its place",
        arguments: [
            (3.14, "  3.1"), (9.94, "  9.9"), (9.96, "   10"), (287.4, "  287"), (1_287, "1,287"),
        ])
    func tokens(rate: Double, shown: String) {
        #expect(
            EventText.line(.evaluation(Self.evaluation(rate)))
                == "   1500  evaluation train 0.9990 (loss 1.2e-02)   test 0.9870 (loss 5.0e-01) of 500   ‖θ‖ 190.46   "
                + "\(shown) steps/s"
        )
    }

    @Test("what softmax collapse leaves stands at the end, and no cosine before the first step")
    func collapse() throws {
        var record = Self.evaluation(287.4)
        (record.trainZeroLossShare, record.descentCosine) = (0.125, -0.0625)
        #expect(
            try #require(EventText.line(.evaluation(record)))
                .hasSuffix("  287 steps/s   zero loss 0.125   cos(−∇L, θ) -0.062"))
        record.descentCosine = nil
        #expect(try #require(EventText.line(.evaluation(record))).hasSuffix("   zero loss 0.125   cos(−∇L, θ) –"))
    }

    @Test("a response has R² of the number, and of residues on the circle too")
    func response() throws {
        var record = ResponseRecord(
            step: 400, interval: 100, window: 5, coordinate: .residue, sequences: 60, fittedTokens: 42,
            scoredTokens: 18, epsilon: 0.05, functionalR2: [0.25, -0.5], controlR2: [0.125])
        let number = "    400  response   functional R² of v1… 0.250 -0.500   random 0.125"
        #expect(EventText.line(.response(record)) == number)
        (record.circularR2, record.circularFrequency, record.controlCircularR2) = ([0.75, 0.5], [4, 11], [0])
        #expect(
            EventText.line(.response(record))
                == number + "   on the circle 0.750 0.500 at frequency 4 11   random 0.000")
    }

    @Test("what another program tells has a line each, but for what its numbers are")
    func watched() {
        let lines = WatchedEvents.all.map(EventText.line)
        #expect(lines.filter { $0 == nil }.count == 2)
        for (index, line) in [
            (3, "      0  metric     val_loss 0.3333333333333333"), (4, "    100  metric     grad norm inf"),
            (5, "    100  remark     bfloat16\\u{1B}[2J"),
            (11, "    500  command    learning-rate=0.5   ω = 0.1"),
            (14, "    500  refused    back=100: no such checkpoint"), (19, "    480  failed (KeyboardInterrupt)"),
        ] {
            #expect(lines[index] == line)
        }
        #expect(lines[0]?.hasPrefix("      0  started    nano\\u{1B}gpt, recorded by groktop-python 0.1.0, ") == true)
        #expect(lines[16]?.hasPrefix("    450  ablation   val_accuracy without v₁") == true)
        #expect(lines[17]?.hasPrefix("    450  perturb    val_loss along v₁ ") == true)
        let unsplit = WatchedEvents.unsplit.compactMap(EventText.line)
        #expect(unsplit[1].hasSuffix("gradient share of v1 –   unsplit"))
    }

    @Test("where whole sequences decide they come first, and both are named")
    func sequences() {
        #expect(
            EventText.line(.evaluation(Self.evaluation(3.14, sequences: (0.98, 0.91))))
                == "   1500  evaluation train sequences 0.9800 tokens 0.9990 (loss 1.2e-02)   "
                + "test sequences 0.9100 tokens 0.9870 (loss 5.0e-01) of 500   ‖θ‖ 190.46     3.1 steps/s")
    }
}
