import Foundation
import Testing

/// What is impossible with a run that is sound.
@Suite("Recorded runs: what cannot be done with them")
struct RecordedRunRefusalTests {
    private let sample: RecordedRunSample

    init() throws { sample = try RecordedRunSample() }

    @Test("while a run is resumed nobody else resumes or removes it, and everybody reads and forks it")
    func busy() throws {
        let running = try RunningProgram(
            ["resume", sample.name, "--runs", sample.runs, "--format", "text", "--pace", "5"])
        #expect(try RunningProgram.waitForRecording(in: sample.runs, step: 421) == sample.name)
        let busy = "\(sample.folder): the run is being recorded by another process"
        for format in ["ndjson", "text"] {
            try sample.run(["resume"], nil, ["--format", format]).expectRefusal(75, busy)
        }
        try sample.run(["resume"]).expectRefusal(75, busy)
        try sample.run(["rm"], nil, ["--force"]).expectRefusal(75, busy)
        try sample.run(["rm"]).expectRefusal(75, busy)

        let forked = try sample.run(["fork"], nil, ["--at", "400", "--weight-decay", "2", "--no-train"])
        #expect(forked.exitCode == 0 && forked.said.count == 1)
        #expect(forked.errors.hasSuffix(" leaves \(sample.name) at step 400\n"))
        #expect(try sample.run(["export"]).exitCode == 0)
        #expect(running.interrupt() == 130)
        let states = try Program.run("runs", "--json", "--runs", sample.runs).objects().map { $0["state"] as? String }
        #expect(states == ["interrupted", "stopped"])
        let resumed = try sample.run(["resume"], nil, ["--format", "ndjson"])
        #expect(try resumed.digest == RecordedRunSample.digest())
    }

    @Test("a finished run is not resumed, and its last step not forked")
    func finished() throws {
        #expect(try sample.run(["resume"], nil, ["--format", "ndjson"]).exitCode == 0)
        let before = try sample.contents()
        try sample.run(["resume"], nil, ["--format", "ndjson"]).expectRefusal(
            64, "\(sample.name) is finished; fork it to go another way from one of its steps")
        try sample.run(["fork"], nil, ["--at", "600"]).expectRefusal(
            64,
            "--at is 600; it must be from 0 to 599, because a fork leaves \(sample.name) at a recorded step before its "
                + "end"
        )
        #expect(try sample.contents() == before)
    }

    static let options: [(arguments: [String], message: String)] = [
        (
            ["--at", "421"],
            "--at is 421; it must be from 0 to 420, because a fork leaves NAME at a recorded step before its end"
        ),
        (["--at", "420", "--steps", "420"], "--steps is 420; it must be above 420, the step where the fork leaves"),
        (["--at", "420", "--steps", "1"], "--steps is 1; it must be above 420, the step where the fork leaves"),
        (["--at", "-1"], "The value '-1' is invalid for '--at <at>': it must be a whole number from 0 to 1000000000"),
        (["--at", "x"], "The value 'x' is invalid for '--at <at>': it must be a whole number from 0 to 1000000000"),
        (
            ["--at", "5", "--weight-decay", "nan"],
            "The value 'nan' is invalid for '--weight-decay <weight-decay>': it must be a number from 0 to 1000"
        ),
        (
            ["--at", "5", "--weight-decay", "-1"],
            "The value '-1' is invalid for '--weight-decay <weight-decay>': it must be a number from 0 to 1000"
        ),
        ([], "Missing expected argument '--at <at>'"),
    ]

    @Test("forks that cannot be", arguments: options)
    func fork(_ option: (arguments: [String], message: String)) throws {
        let before = try sample.contents()
        let program = try sample.run(["fork"], nil, option.arguments)
        let isParsed = option.message.hasPrefix("--")
        let message = option.message.replacingOccurrences(of: "NAME", with: sample.name)
        program.expectRefusal(64, message + (isParsed ? "" : " (groktop fork --help lists all options)"))
        #expect(try sample.contents() == before)
    }
}
