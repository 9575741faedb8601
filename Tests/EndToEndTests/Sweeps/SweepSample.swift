import Foundation
import Testing

/// A folder of a sweep of tiny runs, and `groktop sweep` on it.
struct SweepSample {
    let temporary: TemporaryFolder
    /// The sweep's folder.
    var path: String { temporary.path + "/sweep" }
    var runs: String { path + "/runs" }

    init() throws { temporary = try TemporaryFolder() }

    /// A model that makes thousands of steps a second.
    static let options = [
        "--task", "dyck", "--d-model", "16", "--heads", "2", "--ff", "32", "--layers", "1", "--train-size", "20",
        "--batch", "10", "--test-size", "60", "--interval", "50", "--window", "3", "--eval-every", "50",
    ]

    /// How a run stands, of what `status --json` says.
    struct Status: Decodable, Equatable {
        var name: String
        var state: String
        var run: String?
        var step: Int
        var steps: Int?
        var parameterDigest: String?
        var reason: String?
        var values: [String: Double]
    }

    /// Begins the sweep, or goes on with it.
    func start(_ more: [String], environment: [String: String] = [:]) throws -> Program {
        try Program.run(
            Program.url.path, ["sweep", "--out", path] + Self.options + more, environment: environment)
    }

    func run(_ action: String, _ more: String..., environment: [String: String] = [:]) throws -> Program {
        try Program.run(Program.url.path, ["sweep", action, path] + more, environment: environment)
    }

    func statuses(environment: [String: String] = [:]) throws -> [Status] {
        let program = try run("status", "--json", environment: environment)
        // Who waits for a sweep to begin asks before it is there.
        guard program.exitCode == 0 else { throw PseudoTerminal.Timeout(description: program.errors) }
        return try program.output.split(separator: "\n").map {
            try JSONDecoder().decode(Status.self, from: Data($0.utf8))
        }
    }

    /// The digests of the runs' parameters, by name. All runs must be done.
    func digests() throws -> [String: String] {
        let statuses = try statuses()
        #expect(statuses.allSatisfy { $0.state == "done" }, "\(statuses.filter { $0.state != "done" })")
        return Dictionary(uniqueKeysWithValues: statuses.map { ($0.name, $0.parameterDigest ?? "") })
    }

    /// The names in the folder of runs.
    func folders() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: runs).filter { !$0.hasPrefix(".") }.sorted()
    }

    /// How often each run came to an end, by the events of its recording.
    func ends() throws -> [String: Int] { try histories().mapValues(\.ends) }

    /// What tells of a recording whether something was lost or done twice.
    struct History: Equatable {
        /// How often the run came to its end.
        var ends = 0
        /// The steps of its evaluations, in the recording's order.
        var evaluations: [Int] = []
    }

    /// The history of each run, by its folder's name.
    func histories() throws -> [String: History] {
        var histories: [String: History] = [:]
        for name in try folders() {
            let export = try Program.run("export", name, "--runs", runs, "--format", "ndjson")
            var history = History()
            for line in export.output.split(separator: "\n") {
                if line.contains("\"type\":\"finished\""), line.contains("\"reason\":\"completed\"") {
                    history.ends += 1
                } else if line.contains("\"type\":\"evaluation\"") {
                    let step = line.firstMatch(of: /"step":([0-9]+)/).flatMap { Int($0.1) }
                    history.evaluations.append(try #require(step))
                }
            }
            histories[name] = history
        }
        return histories
    }
}
