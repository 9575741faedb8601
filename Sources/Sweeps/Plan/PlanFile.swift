internal import Configuration
package import Console
internal import Foundation

/// Reads a plan from a TOML file. Unlike a configuration, a plan with a mistake is refused.
package enum PlanFile {
    /// The most bytes of a plan.
    private static let longest = 1 << 20

    /// Reads a file.
    ///
    /// - Throws: `Failure` with EX_NOINPUT where it cannot be read, with EX_DATAERR where it is no plan.
    package static func read(_ path: String) throws(Failure) -> SweepPlan {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw .noInput("\(path): cannot be read: \(String(cString: strerror(errno)))")
        }
        defer { try? handle.close() }
        let data: Data
        do {
            data = try handle.read(upToCount: longest + 1) ?? Data()
        } catch {
            var status = stat()
            let isFolder = stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
            throw .noInput(
                isFolder
                    ? "\(path): is a folder without a sweep.json: no sweep, and no file with a plan"
                    : "\(path): is no file that can be read")
        }
        guard !data.isEmpty else { throw .data("\(path): is empty; docs/SWEEPS.md says how a plan is written") }
        guard data.count <= longest else { throw .data("\(path): is larger than a plan can be (\(longest >> 20) MiB)") }
        do throws(PlanProblem) {
            return try parse(Array(data))
        } catch {
            throw error.failure(in: path)
        }
    }

    /// The plan that a TOML text holds.
    ///
    /// - Throws: `PlanProblem` with the line.
    package static func parse(_ bytes: [UInt8]) throws(PlanProblem) -> SweepPlan {
        let document = ConfigurationDocument(bytes, policy: .refuse)
        if let problem = document.problems.first { throw PlanProblem(line: problem.line ?? 1, problem.text) }
        var reader = PlanReader()
        try reader.take(document.root)
        return reader.plan
    }
}
