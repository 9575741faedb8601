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
                "The value 'chess' is invalid for '--task <task>': it must be \(allTasks)"),
        Case(
            "train", "--seed", "-1",
            message:
                "The value '-1' is invalid for '--seed <seed>': it must be a whole number from 0 to "
                + "18446744073709551615"
        ),
        Case(
            "--steps", "0",
            message: "The value '0' is invalid for '--steps <steps>': it must be a whole number from 1 to 1000000000"),
        Case(
            "watch", "--weight-decay", "heavy",
            message:
                "The value 'heavy' is invalid for '--weight-decay <weight-decay>': it must be a number from 0 to 1000"),
        Case(
            "train", "--learning-rate", "nan",
            message:
                "The value 'nan' is invalid for '--learning-rate <learning-rate>': it must be a number from 1e-12 to 10"
        ),
        Case(
            "train", "--interval", "7",
            message: "--interval is 7; it must be a multiple of 5"),
        Case(
            "train", "--window", "1",
            message: "The value '1' is invalid for '--window <window>': it must be a whole number from 2 to 64"),
        Case(
            "train", "--pace", "0",
            message:
                "The value '0' is invalid for '--pace <pace>': it must be a number from 0.001 to 1000000, in steps a "
                + "second, or unlimited"),
        Case(
            "train", "--pace", "1e-13",
            message:
                "The value '1e-13' is invalid for '--pace <pace>': it must be a number from 0.001 to 1000000, in steps "
                + "a "
                + "second, or unlimited"),
        Case(
            "train", "--at", "1:weight-decay=1e9",
            message:
                "The value '1:weight-decay=1e9' is invalid for '--at <step:command>': weight-decay=1000000000.0 is not "
                + "a "
                + "number from 0 to 1000"),
        Case(
            "train", "--tracked", "none",
            message: "The value 'none' is invalid for '--tracked <tracked>': it must be attention or all"),
        Case(
            "train", "--format", "xml",
            message: "The value 'xml' is invalid for '--format <format>': it must be ndjson or text"),
        Case(
            "train", "--eval-every", "0",
            message:
                "The value '0' is invalid for '--eval-every <eval-every>': it must be a whole number from 1 to "
                + "1000000000"
        ),
        Case(
            "train", "--at", "2000:pause",
            message:
                "The value '2000:pause' is invalid for '--at <step:command>': 'pause' needs a screen: nobody could "
                + "resume the run without one"),
        Case(
            "train", "--at", "soon:ablate",
            message: "The value 'soon:ablate' is invalid for '--at <step:command>': it must be STEP:COMMAND, such as "
                + "1000:weight-decay=0"),
        Case(
            "train", "--at", "100:dance",
            message:
                "The value '100:dance' is invalid for '--at <step:command>': the command must be weight-decay=X (or "
                + "off, "
                + "on), fresh-optimizer, pace=X (or unlimited), stop, ablate, perturb, curvature, readout, function, "
                + "attention, fourier, progress or intervene"),
        Case(
            "train", "--at", "100:weight-decay=-1",
            message: "The value '100:weight-decay=-1' is invalid for '--at <step:command>': the command must be "
                + "weight-decay=X (or off, on), fresh-optimizer, pace=X (or unlimited), stop, ablate, perturb, "
                + "curvature, "
                + "readout, function, attention, fourier, progress or intervene"),
        Case(
            "train", "--at", "300:progress",
            message:
                "The value '300:progress' is invalid for '--at <step:command>': progress is measured where the answer "
                + "is a + b or a − b modulo p, and not in dyck"),
        Case(
            "train", "--at", "100:ablate",
            message:
                "--at is 100:ablate; the step must be 200 or later, because the window has no directions before"),
        Case(
            "train", "--steps", "500", "--at", "501:stop",
            message:
                "--at is 501:stop; the step must be from 0 to 500, the run's last"),
        Case(
            "train", "--steps", "500", "--at", "300:stop", "--at", "300:intervene",
            message:
                "--at is 300:intervene; the step must be below 300, where the run ends"),
        Case(
            "train", "--at", "300:intervene", "--no-record",
            message: "--at 300:intervene needs a recorded run; --no-record makes none"),
        Case(
            "train", "--at", "300:intervene=200",
            message:
                "The value '300:intervene=200' is invalid for '--at <step:command>': write STEP:intervene; the forks "
                + "leave "
                + "at STEP"),
        Case("train", "--colour", message: "Unknown option '--colour'"),
        Case(
            "watch", "--symbols", "emoji",
            message: "The value 'emoji' is invalid for '--symbols <symbols>': it must be braille, block or ascii"),
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
            message: "The value '\(value)' is invalid for '--\(option) <\(option)>': it must be \(accepted)")
    }

    /// Each value is possible, but not with the others.
    static let combinations = [
        Case(
            "train", "--split", "length",
            message: "--split length goes with --task scan only; the task is dyck"),
        Case(
            "watch", "--task", "modadd", "--split", "simple",
            message: "--split simple goes with --task scan only; the task is modadd"),
        Case(
            "train", "--task", "scan", "--p", "7",
            message:
                "--p 7 goes with --task modadd, modsub, modmul, modx2y2, modx2xyy2 or modx3xy only; the task is scan"),
        Case(
            "train", "--parameter", "bits=20",
            message: "--parameter is bits=20; --task dyck takes none"),
        Case(
            "train", "--task", "parity", "--parameter", "rows=3",
            message: "--parameter is rows=3; with --task parity it must be bits=VALUE or subset=VALUE"),
        Case(
            "train", "--task", "parity", "--parameter", "bits=9",
            message: "--parameter is bits=9; bits must be a whole number from 10 to 60"),
        Case(
            "train", "--task", "parity", "--parameter", "bits=20", "--parameter", "bits=30",
            message: "--parameter bits=VALUE is given 2 times; it must be given once"),
        Case(
            "--heads", "3",
            message:
                "--heads is 3; with --d-model 128 it must be 1, 2, 4, 8, 16, 32 or 64"
        ),
        Case(
            "train", "--d-model", "126",
            message: "--d-model is 126; with --heads 4 it must be a multiple of 4"),
        Case(
            "train", "--task", "scan", "--d-model", "127", "--heads", "2",
            message: "--heads is 2; with --d-model 127 it must be 1"),
        Case(
            "train", "--task", "modadd", "--train-size", "9409",
            message:
                "--train-size is 9409; with --task modadd --p 97 it must be a "
                + "whole number from 1 to 9408, so that one of the 9409 is left to test on"),
        Case(
            "train", "--task", "modmul", "--p", "7", "--test-size", "26",
            message: "--test-size is 26; with --task modmul --p 7 "
                + "--train-size 24 it must be a whole number from 1 to 25"),
        Case(
            "train", "--task", "modsub", "--p", "7", "--train-size", "40", "--test-size", "10",
            message: "--test-size is 10; with --task modsub --p 7 "
                + "--train-size 40 it must be a whole number from 1 to 9"),
        Case(
            "train", "--task", "scan", "--train-size", "20910",
            message:
                "--train-size is 20910; with --task scan --split simple "
                + "it must be a whole number from 1 to 20909, so that one of the 20910 is left to test on"),
        Case(
            "train", "--task", "scan", "--train-size", "20000", "--test-size", "911",
            message:
                "--test-size is 911; with --task scan --split simple "
                + "--train-size 20000 it must be a whole number from 1 to 910"),
        Case(
            "train", "--task", "scan", "--split", "length", "--train-size", "16991",
            message:
                "--train-size is 16991; with --task scan --split length "
                + "it must be a whole number from 1 to 16990"),
        Case(
            "train", "--task", "scan", "--split", "addprim-jump", "--test-size", "7707",
            message: "--test-size is 7707; with --task scan --split "
                + "addprim-jump it must be a whole number from 1 to 7706"),
        Case(
            "train", "--task", "scan", "--at", "999:ablate",
            message:
                "--at is 999:ablate; the step must be 1000 or later, because the window has no directions before"),
        Case(
            "train", "--d-model", "1024", "--layers", "24", "--ff", "4096", "--batch", "16384", "--shards", "64",
            "--window",
            "64", "--tracked", "all",
            message:
                "--d-model 1024 --layers 24 --ff 4096 --batch 16384 --shards 64 --window 64 --tracked all together "
                + "need "
                + "at least 399 GB of memory; this machine has "
                + "\(ProcessInfo.processInfo.physicalMemory / 1_000_000_000) GB"),
    ]

    @Test("is refused in one line", arguments: cases + sizes + combinations)
    func refused(_ entry: Case) throws {
        let program = try Program.run(Program.url.path, entry.arguments)
        let command = entry.arguments[0] == "train" ? "train" : "watch"
        #expect(program.errors == "groktop: \(entry.message) (groktop \(command) --help lists all options)\n")
        #expect(program.output.isEmpty)
        #expect(program.exitCode == 64)
    }

    @Test("a theme that does not exist is refused with the way to those that do")
    func unknownTheme() throws {
        let program = try Program.run("--theme", "neon")
        #expect(
            program.errors
                == "groktop: --theme 'neon': there is no such theme; groktop themes lists those there are, "
                + "or give a file\n")
        #expect(program.output.isEmpty)
        #expect(program.exitCode == 66)
    }
}
