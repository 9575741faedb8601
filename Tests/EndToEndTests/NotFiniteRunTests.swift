import Foundation
import RunEvents
import Testing

/// Runs that end with a number that is not finite.
@Suite("Runs that diverge")
struct NotFiniteRunTests {
    private static let options = [
        "--d-model", "16", "--heads", "2", "--ff", "32", "--train-size", "20", "--batch", "10", "--test-size", "60",
        "--interval",
        "50", "--window", "3", "--steps", "600", "--seed", "7", "--learning-rate", "10", "--weight-decay", "1000",
    ]

    @Test("verify goes as far as the run went, and says how it ended", arguments: ["1", "7", "600"])
    func verify(evaluationInterval: String) throws {
        let folder = try TemporaryFolder()
        let trained = try Program.run(
            Program.url.path, ["train", "--runs", folder.path, "--eval-every", evaluationInterval] + Self.options)
        #expect(trained.exitCode == 1, "\(trained.errors)")
        let line = try #require(trained.output.split(separator: "\n").last)
        guard case .finished(let end) = try JSONDecoder().decode(RunEvent.self, from: Data(line.utf8)) else {
            Issue.record("the run has no end: \(line)")
            return
        }
        try #require(end.reason == .notFinite)
        let verified = try Program.run("verify", "@", "--runs", folder.path)
        #expect(verified.exitCode == 0, "\(verified.errors)")
        #expect(
            verified.output.contains(
                ": the same bits to step \(end.step), where the \(end.detail ?? "loss") is not a finite number, as "
                    + "recorded: "
            ),
            "\(verified.output)")
        #expect(verified.output.hasSuffix("parameters \(end.parameterDigest)\n"))
    }
}
