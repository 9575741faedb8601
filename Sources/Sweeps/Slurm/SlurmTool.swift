internal import Console
internal import Foundation
internal import Synchronization

/// Runs Slurm's own programs.
struct SlurmTool {
    private let environment: [String: String]

    /// What a program printed, and how it ended.
    struct Answer {
        var output: String
        /// The last line of its complaints; empty where it had none.
        var complaint: String
        var isSuccess: Bool
    }

    /// A program that takes longer than this is ended.
    private static let patience = 120.0

    /// Leaves out what a job inherits and what steers Slurm's programs, so that a sweep that is begun inside of a job
    /// asks for what it says, and their output has the form that is read here.
    ///
    /// - Parameter environment: this process's.
    init(environment: [String: String]) {
        let prefixes = ["SLURM_", "SBATCH_", "SQUEUE_", "SCANCEL_", "SACCT_", "SCONTROL_"]
        self.environment = environment.filter { name, _ in
            name == "SLURM_CONF" || !prefixes.contains { name.hasPrefix($0) }
        }.merging(["LC_ALL": "C"]) { $1 }
    }

    /// Runs a program.
    ///
    /// - Throws: `Failure` where it is not there.
    func run(_ words: [String]) throws(Failure) -> Answer {
        let process = Process()
        guard let path = path(of: words[0]) else {
            throw .noInput("\(words[0]) is not in PATH: --slurm needs a machine from which jobs can be submitted")
        }
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = Array(words.dropFirst())
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        let (output, errors) = (Pipe(), Pipe())
        (process.standardOutput, process.standardError) = (output, errors)
        do {
            try process.run()
        } catch {
            throw .noInput("\(path): cannot be started: \(error.localizedDescription)")
        }
        let complaints = Mutex(Data())
        let reading = DispatchGroup()
        DispatchQueue.global().async(group: reading) {
            let data = errors.fileHandleForReading.readDataToEndOfFile()
            complaints.withLock { $0 = data }
        }
        let timer = DispatchWorkItem { process.terminate() }
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.patience, execute: timer)
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        reading.wait()
        process.waitUntilExit()
        timer.cancel()
        let lines = String(decoding: complaints.withLock(\.self), as: UTF8.self).split(whereSeparator: \.isNewline)
        return Answer(
            output: String(decoding: printed, as: UTF8.self), complaint: lines.last.map(String.init) ?? "",
            isSuccess: process.terminationStatus == 0)
    }

    private func path(of name: String) -> String? {
        (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").map { "\($0)/\(name)" }
            .first { access($0, X_OK) == 0 }
    }
}
