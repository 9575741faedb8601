import RunEvents
import Testing

@Suite("Numbers from outside")
struct NumberInputTests {
    @Test(
        "what is outside of the limits is no number",
        arguments: ["nan", "inf", "-inf", "1e999", "-1", "1e9", "", " 1", "1,5", "0x", "0x10", "0X1p3"])
    func refused(text: String) {
        #expect(NumberInput.real(text, in: ConfigLimits.weightDecay) == nil)
    }

    @Test(
        "a command has the limits of its option",
        arguments: [
            ("weight-decay=1000", nil),
            ("weight-decay=1e9", "weight-decay=1000000000.0 is not a number from 0 to 1000"),
            ("weight-decay=1000.1", "weight-decay=1000.1 is not a number from 0 to 1000"),
            ("pace=1e-13", "pace=1e-13 is not a number from 0.001 to 1000000, or unlimited"),
            ("pace=1e300", "pace=1e+300 is not a number from 0.001 to 1000000, or unlimited"), ("pace=unlimited", nil),
            ("stop", nil),
        ] as [(String, String?)])
    func commands(text: String, problem: String?) throws {
        // A recording may hold any of these commands, and must be readable.
        let command = try #require(RunCommand(rawValue: text))
        #expect(command.problem == problem)
    }

    @Test("minus zero is zero", arguments: ["-0", "-0.0", "-1e-400"])
    func minusZero(text: String) {
        #expect(NumberInput.real(text, in: ConfigLimits.weightDecay)?.sign == .plus)
    }

    @Test("whole numbers")
    func whole() {
        #expect(NumberInput.whole("9223372036854775808", in: 0...Int.max) == nil)
        #expect(NumberInput.whole("+5", in: 0...9) == 5)
        #expect(NumberInput.accepted(1...256) == "a whole number from 1 to 256")
        #expect(NumberInput.accepted(1e-12...10.0) == "a number from 1e-12 to 10")
    }
}
