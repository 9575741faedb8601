import Foundation
import Testing

/// Every mistake on the command line: one line on standard error, word for word, exit 64, nothing on standard output.
@Suite("Bad options")
struct BadOptionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let arguments: [String]
        let message: String
        var testDescription: String { arguments.joined(separator: " ") }

        init(_ arguments: String..., message: String) {
            self.arguments = arguments
            self.message = message
        }
    }

    static let cases = [
        Case(
            "train", "--task", "chess",
            message: "The value 'chess' is invalid for '--task <task>': accepted is dyck"),
        Case(
            "train", "--seed", "-1",
            message: "The value '-1' is invalid for '--seed <seed>': accepted is a whole number from 0 to 18446744073709551615"),
        Case(
            "--steps", "0",
            message: "The value '0' is invalid for '--steps <steps>': accepted is a whole number from 1 to 1000000000"),
        Case(
            "watch", "--weight-decay", "heavy",
            message: "The value 'heavy' is invalid for '--weight-decay <weight-decay>': accepted is a number from 0 to 1000"),
        Case(
            "train", "--learning-rate", "nan",
            message: "The value 'nan' is invalid for '--learning-rate <learning-rate>': accepted is a number from 1e-12 to 10"),
        Case(
            "train", "--interval", "7",
            message: "The value '7' is invalid for '--interval <interval>': accepted is a multiple of 5"),
        Case(
            "train", "--window", "1",
            message: "The value '1' is invalid for '--window <window>': accepted is a whole number from 2 to 64"),
        Case(
            "train", "--pace", "0",
            message: "The value '0' is invalid for '--pace <pace>': accepted is a number of steps a second above 0, or unlimited"),
        Case(
            "train", "--tracked", "none",
            message: "The value 'none' is invalid for '--tracked <tracked>': accepted is attention or all"),
        Case(
            "train", "--format", "xml",
            message: "The value 'xml' is invalid for '--format <format>': accepted is ndjson or text"),
        Case(
            "train", "--eval-every", "0",
            message: "The value '0' is invalid for '--eval-every <eval-every>': accepted is a whole number from 1 to 1000000000"),
        Case(
            "train", "--at", "2000:pause",
            message: "The value '2000:pause' is invalid for '--at <step:command>': 'pause' is refused here, as nobody could "
                + "resume a run without a screen"),
        Case(
            "train", "--at", "soon:ablate",
            message: "The value 'soon:ablate' is invalid for '--at <step:command>': accepted is STEP:COMMAND, such as "
                + "1000:weight-decay=0"),
        Case(
            "train", "--at", "100:dance",
            message: "The value '100:dance' is invalid for '--at <step:command>': accepted commands are weight-decay=X (or off, "
                + "on), ablate, perturb, pace=X (or unlimited), stop"),
        Case(
            "train", "--at", "100:weight-decay=-1",
            message: "The value '100:weight-decay=-1' is invalid for '--at <step:command>': accepted commands are "
                + "weight-decay=X (or off, on), ablate, perturb, pace=X (or unlimited), stop"),
        Case(
            "train", "--at", "100:ablate",
            message: "The value '100:ablate' is invalid for '--at <step:command>': accepted are steps from 200 on, as the "
                + "window has no directions before"),
        Case(
            "train", "--steps", "500", "--at", "501:stop",
            message: "The value '501:stop' is invalid for '--at <step:command>': accepted are steps from 0 to 500, the run's "
                + "last"),
        Case("train", "--colour", message: "Unknown option '--colour'"),
        Case(
            "watch", "--symbols", "emoji",
            message: "The value 'emoji' is invalid for '--symbols <symbols>': accepted is braille or block or ascii"),
    ]

    @Test("is refused in one line", arguments: cases)
    func refused(_ entry: Case) throws {
        let program = try Program.run(Program.url.path, entry.arguments)
        let command = entry.arguments[0] == "train" ? "train" : "watch"
        #expect(program.errors == "groktop: \(entry.message) (groktop \(command) --help lists all options)\n")
        #expect(program.output.isEmpty)
        #expect(program.exitCode == 64)
    }

    @Test("a theme that does not exist names those that do")
    func unknownTheme() throws {
        let program = try Program.run("--theme", "neon")
        #expect(
            program.errors == "groktop: --theme 'neon': there is no such theme; there are groktop-contrast, groktop-dark, "
                + "groktop-light, or give a file\n")
        #expect(program.output.isEmpty)
        #expect(program.exitCode == 66)
    }
}
