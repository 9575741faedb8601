import Foundation
import RunEvents
import Tasks
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

    private static let allTasks: String = {
        let names = TaskList.names.map(\.rawValue)
        return names.dropLast().joined(separator: ", ") + " or " + names[names.count - 1]
    }()

    static let cases = [
        Case(
            "train", "--task", "chess",
            message:
                "The value 'chess' is invalid for '--task <task>': accepted is \(allTasks)"),
        Case(
            "train", "--seed", "-1",
            message:
                "The value '-1' is invalid for '--seed <seed>': accepted is a whole number from 0 to 18446744073709551615"
        ),
        Case(
            "--steps", "0",
            message: "The value '0' is invalid for '--steps <steps>': accepted is a whole number from 1 to 1000000000"),
        Case(
            "watch", "--weight-decay", "heavy",
            message:
                "The value 'heavy' is invalid for '--weight-decay <weight-decay>': accepted is a number from 0 to 1000"),
        Case(
            "train", "--learning-rate", "nan",
            message:
                "The value 'nan' is invalid for '--learning-rate <learning-rate>': accepted is a number from 1e-12 to 10"
        ),
        Case(
            "train", "--interval", "7",
            message: "The value '7' is invalid for '--interval <interval>': accepted is a multiple of 5"),
        Case(
            "train", "--window", "1",
            message: "The value '1' is invalid for '--window <window>': accepted is a whole number from 2 to 64"),
        Case(
            "train", "--pace", "0",
            message:
                "The value '0' is invalid for '--pace <pace>': accepted is a number from 0.001 to 1000000, in steps a "
                + "second, or unlimited"),
        Case(
            "train", "--pace", "1e-13",
            message:
                "The value '1e-13' is invalid for '--pace <pace>': accepted is a number from 0.001 to 1000000, in steps a "
                + "second, or unlimited"),
        Case(
            "train", "--at", "1:weight-decay=1e9",
            message:
                "The value '1:weight-decay=1e9' is invalid for '--at <step:command>': weight-decay=1000000000.0 is not a "
                + "number from 0 to 1000"),
        Case(
            "train", "--tracked", "none",
            message: "The value 'none' is invalid for '--tracked <tracked>': accepted is attention or all"),
        Case(
            "train", "--format", "xml",
            message: "The value 'xml' is invalid for '--format <format>': accepted is ndjson or text"),
        Case(
            "train", "--eval-every", "0",
            message:
                "The value '0' is invalid for '--eval-every <eval-every>': accepted is a whole number from 1 to 1000000000"
        ),
        Case(
            "train", "--at", "2000:pause",
            message:
                "The value '2000:pause' is invalid for '--at <step:command>': 'pause' is refused here, as nobody could "
                + "resume a run without a screen"),
        Case(
            "train", "--at", "soon:ablate",
            message: "The value 'soon:ablate' is invalid for '--at <step:command>': accepted is STEP:COMMAND, such as "
                + "1000:weight-decay=0"),
        Case(
            "train", "--at", "100:dance",
            message:
                "The value '100:dance' is invalid for '--at <step:command>': accepted commands are weight-decay=X (or off, "
                + "on), fresh-optimizer, pace=X (or unlimited), stop, ablate, perturb, curvature, readout, function, attention, "
                + "fourier, progress, intervene"),
        Case(
            "train", "--at", "100:weight-decay=-1",
            message: "The value '100:weight-decay=-1' is invalid for '--at <step:command>': accepted commands are "
                + "weight-decay=X (or off, on), fresh-optimizer, pace=X (or unlimited), stop, ablate, perturb, curvature, "
                + "readout, function, attention, fourier, progress, intervene"),
        Case(
            "train", "--at", "300:progress",
            message:
                "The value '300:progress' is invalid for '--at <step:command>': progress is measured where the answer "
                + "is a + b or a − b modulo p, and not in dyck"),
        Case(
            "train", "--at", "100:ablate",
            message:
                "The value '100:ablate' is invalid for '--at <step:command>': accepted are steps from 200 on, as the "
                + "window has no directions before"),
        Case(
            "train", "--steps", "500", "--at", "501:stop",
            message:
                "The value '501:stop' is invalid for '--at <step:command>': accepted are steps from 0 to 500, the run's "
                + "last"),
        Case(
            "train", "--steps", "500", "--at", "300:stop", "--at", "300:intervene",
            message:
                "The value '300:intervene' is invalid for '--at <step:command>': accepted are steps below 300, where the run "
                + "ends"),
        Case(
            "train", "--at", "300:intervene", "--no-record",
            message: "--at 300:intervene needs a recorded run: it is not for --no-record"),
        Case("train", "--colour", message: "Unknown option '--colour'"),
        Case(
            "watch", "--symbols", "emoji",
            message: "The value 'emoji' is invalid for '--symbols <symbols>': accepted is braille, block or ascii"),
    ]

    /// Impossible each by itself.
    static let sizes = [
        ("p", "317", "a prime from 2 to 313"), ("p", "91", "a prime from 2 to 313"),
        ("p", "1", "a prime from 2 to 313"),
        ("split", "half", "simple, length or addprim-jump"),
        ("train-size", "0", "a whole number from 1 to 100000"),
        ("test-size", "100001", "a whole number from 1 to 100000"),
        ("batch", "16385", "a whole number from 1 to 16384"), ("d-model", "1025", "a whole number from 1 to 1024"),
        ("layers", "25", "a whole number from 1 to 24"), ("heads", "65", "a whole number from 1 to 64"),
        ("ff", "4097", "a whole number from 1 to 4096"), ("shards", "65", "a whole number from 1 to 64"),
        ("beta1", "1", "a number from 0 to 0.999999"), ("beta2", "-0.1", "a number from 0 to 0.999999"),
        ("clip", "0", "a number from 0.001 to 1000000"),
    ].map { option, value, accepted in
        Case(
            "train", "--\(option)", value,
            message: "The value '\(value)' is invalid for '--\(option) <\(option)>': accepted is \(accepted)")
    }

    /// Each value is possible, but not with the others.
    static let combinations = [
        Case(
            "train", "--split", "length",
            message: "The value 'length' is invalid for '--split <split>': accepted only with --task scan"),
        Case(
            "watch", "--task", "modadd", "--split", "simple",
            message: "The value 'simple' is invalid for '--split <split>': accepted only with --task scan"),
        Case(
            "train", "--task", "scan", "--p", "7",
            message:
                "The value '7' is invalid for '--p <p>': accepted only with --task modadd, modsub, modmul, modx2y2, "
                + "modx2xyy2 or modx3xy"),
        Case(
            "--heads", "3",
            message:
                "The value '3' is invalid for '--heads <heads>': accepted with --d-model 128 is 1, 2, 4, 8, 16, 32 or 64"
        ),
        Case(
            "train", "--d-model", "126",
            message: "The value '126' is invalid for '--d-model <d-model>': accepted with --heads 4 is a multiple of 4"),
        Case(
            "train", "--task", "scan", "--d-model", "127", "--heads", "2",
            message: "The value '2' is invalid for '--heads <heads>': accepted with --d-model 127 is 1"),
        Case(
            "train", "--task", "modadd", "--train-size", "9409",
            message:
                "The value '9409' is invalid for '--train-size <train-size>': accepted with --task modadd --p 97 is a "
                + "whole number from 1 to 9408, so that one of the 9409 is left to test on"),
        Case(
            "train", "--task", "modmul", "--p", "7", "--test-size", "26",
            message: "The value '26' is invalid for '--test-size <test-size>': accepted with --task modmul --p 7 "
                + "--train-size 24 is a whole number from 1 to 25"),
        Case(
            "train", "--task", "modsub", "--p", "7", "--train-size", "40", "--test-size", "10",
            message: "The value '10' is invalid for '--test-size <test-size>': accepted with --task modsub --p 7 "
                + "--train-size 40 is a whole number from 1 to 9"),
        Case(
            "train", "--task", "scan", "--train-size", "20910",
            message:
                "The value '20910' is invalid for '--train-size <train-size>': accepted with --task scan --split simple "
                + "is a whole number from 1 to 20909, so that one of the 20910 is left to test on"),
        Case(
            "train", "--task", "scan", "--train-size", "20000", "--test-size", "911",
            message:
                "The value '911' is invalid for '--test-size <test-size>': accepted with --task scan --split simple "
                + "--train-size 20000 is a whole number from 1 to 910"),
        Case(
            "train", "--task", "scan", "--split", "length", "--train-size", "16991",
            message:
                "The value '16991' is invalid for '--train-size <train-size>': accepted with --task scan --split length "
                + "is a whole number from 1 to 16990"),
        Case(
            "train", "--task", "scan", "--split", "addprim-jump", "--test-size", "7707",
            message: "The value '7707' is invalid for '--test-size <test-size>': accepted with --task scan --split "
                + "addprim-jump is a whole number from 1 to 7706"),
        Case(
            "train", "--task", "scan", "--at", "999:ablate",
            message:
                "The value '999:ablate' is invalid for '--at <step:command>': accepted are steps from 1000 on, as the "
                + "window has no directions before"),
        Case(
            "train", "--d-model", "1024", "--layers", "24", "--ff", "4096", "--batch", "16384", "--shards", "64",
            "--window",
            "64", "--tracked", "all",
            message:
                "The values --d-model 1024 --layers 24 --ff 4096 --batch 16384 --shards 64 --window 64 --tracked all need "
                + "at least 399 GB of memory together: accepted is what this machine's "
                + "\(ProcessInfo.processInfo.physicalMemory / 1_000_000_000) GB hold"),
    ]

    @Test("is refused in one line", arguments: cases + sizes + combinations)
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
            program.errors
                == "groktop: --theme 'neon': there is no such theme; there are groktop-contrast, groktop-dark, "
                + "groktop-light, or give a file\n")
        #expect(program.output.isEmpty)
        #expect(program.exitCode == 66)
    }
}
