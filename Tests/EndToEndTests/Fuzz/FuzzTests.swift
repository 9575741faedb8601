import Foundation
import Testing

/// Random input against the real program for a fixed time. `make fuzz SECONDS=600` goes on for longer.
@Suite("Fuzzing", .serialized)
struct FuzzTests {
    @Test("random command lines are run or refused, and nothing else")
    func commandLines() async throws {
        try await onOwnThread { try fuzzCommandLines() }
    }

    private func fuzzCommandLines() throws {
        let temporary = try TemporaryFolder()
        let runs = temporary.path + "/runs"
        try FuzzSession.run { chance in
            let arguments = FuzzedCommandLine.make(&chance, runs: runs)
            try FuzzedProgram.run(arguments, in: temporary.url).check(seed: chance.seed)
        }
    }

    @Test("random recordings are read or refused, and nothing else")
    func recordings() async throws {
        try await onOwnThread { try fuzzRecordings() }
    }

    private func fuzzRecordings() throws {
        let temporary = try TemporaryFolder()
        let watched = try WatchedRecording()
        let originals = [try Self.recorded(in: temporary), URL(fileURLWithPath: watched.folder)]
        let runs = temporary.file("runs")
        try FuzzSession.run { chance in
            try? FileManager.default.removeItem(at: runs)
            try FileManager.default.createDirectory(at: runs, withIntermediateDirectories: true)
            let folder = runs.appendingPathComponent("run")
            try FileManager.default.copyItem(at: chance.one(of: originals), to: folder)
            let damage = try FuzzedRecording.damage(folder.appendingPathComponent("run.sqlite"), &chance)
            for _ in 0..<4 {
                let arguments = Self.reading(&chance) + ["--runs", runs.path]
                try FuzzedProgram.run(arguments, in: temporary.url).check(seed: chance.seed, damage)
            }
            #if os(Linux)
                if chance.once(in: 2) {
                    try Self.replay(runs, temporary.url, &chance).check(seed: chance.seed, damage)
                }
            #endif
        }
    }

    /// One run with every table filled.
    private static func recorded(in folder: TemporaryFolder) throws -> URL {
        let runs = folder.path + "/original"
        let probes = ["ablate", "perturb", "curvature", "readout", "function", "attention", "fourier"].flatMap {
            ["--at", "40:\($0)"]
        }
        let program = try Program.run(
            Program.url.path,
            [
                "train", "--steps", "60", "--train-size", "12", "--test-size", "12", "--batch", "6", "--d-model", "8",
                "--heads", "2", "--ff", "8",
                "--layers", "1", "--interval", "5", "--window", "3", "--eval-every", "10", "--checkpoint-every", "1",
                "--response-every", "2",
                "--at", "20:weight-decay=0", "--at", "50:pace=1000", "--runs", runs,
            ] + probes)
        try #require(program.exitCode == 0, "\(program.errors)")
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: runs).first { !$0.hasPrefix(".") })
        return URL(fileURLWithPath: runs).appendingPathComponent(name)
    }

    private static let tables = [
        "evaluations", "spectra", "gap-ledger", "gap-flow", "responses", "windows", "probes", "events",
        "metric_definition", "metric", "metric_probe", "remark", "command",
    ]

    /// A command that reads the run, or makes another from it.
    private static func reading(_ chance: inout FuzzChance) -> [String] {
        switch Int.random(in: 0..<13, using: &chance) {
        case 11: ["check", "run"]
        case 12: ["watch", "--follow", "run", "--format", chance.one(of: ["text", "ndjson"])]
        case 0: ["runs"]
        case 1: ["runs", "--json"]
        case 2...4: ["export", "run", "--table", chance.one(of: tables)]
        case 5: ["export", "run", "--format", "ndjson"]
        case 6:
            [
                "export", "run", "--format", "safetensors", "--output", "/dev/null", "--step",
                "\(Int.random(in: 0...61, using: &chance))",
            ]
        case 7: ["verify", "run"]
        case 8: ["probe", chance.one(of: ["ablate", "perturb", "function"]), "run", "--json"]
        case 9: ["fork", "run", "--at", "30", "--no-train"]
        default: ["resume", "run", "--format", chance.one(of: ["text", "ndjson"])]
        }
    }

    /// The dashboard on a terminal, through all panels.
    private static func replay(_ runs: URL, _ folder: URL, _ chance: inout FuzzChance) throws -> FuzzedProgram {
        let keys = (0..<8).map { _ in
            chance.one(of: ["\\t", "d", "s", "e", "y", "n", "N", "?", "[D", "m", " ", "t", "["])
        }
        let typing = keys.map { "printf '\($0 == "[D" ? "\\033[D" : $0)'; sleep 0.06" }.joined(separator: "; ")
        let size = chance.one(of: [(24, 80), (45, 170), (18, 60)])
        let program = "\(Program.url.path) replay run --runs '\(runs.path)'"
        let screen = "script -qec \"stty rows \(size.0) cols \(size.1); exec \(program)\" /dev/null"
        // Ctrl-C leaves wherever one is.
        let command =
            "(sleep 0.3; \(typing); printf '\\003') | \(screen) > screen.txt 2>&1; status=$?; "
            + "grep -aoE 'Fatal error.*|.*crashed.*|groktop: [^[:cntrl:]]*' screen.txt >&2; exit $status"
        return try FuzzedProgram.run(
            ["-c", command], in: folder, path: "/bin/bash", environment: ["TERM": "xterm-256color"], patience: 30)
    }
}
