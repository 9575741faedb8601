import Foundation
import Testing

/// The Python that `make test` makes ready, with what Tests/Python/requirements.txt names.
enum PythonEnvironment {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let python = root.appendingPathComponent(".venv/bin/python").path

    /// Runs a script of Tests/Python to its end.
    ///
    /// Where the environment is not there the test fails, and says how it is made: a skipped one would look like one
    /// that passed.
    static func run(_ script: String, _ arguments: [String]) throws -> Program {
        try #require(
            FileManager.default.isExecutableFile(atPath: python),
            "no \(python): scripts/python-environment exports makes it")
        let path = root.appendingPathComponent("Tests/Python/\(script)").path
        return try Program.run(python, ["-B", path] + arguments)
    }
}
