internal import ArgumentParser
internal import Console
internal import Foundation
internal import Recording
internal import Reports
internal import RunEvents
internal import Runs
internal import Training

/// `groktop verify`: derives a run again and compares it with its recording.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a recorded run again, and compare it bit for bit.",
        discussion: """
            From the beginning, with the recorded configuration and commands: every evaluation, spectrum and mark, and \
            the digest of the parameters at the end. The first difference is named (exit code 1), and so are probes \
            and interventions that were asked for and not answered. Other kernels or processors round differently: the \
            recording says which were used.
            """)

    @OptionGroup var run: RunArgument

    @Option(
        parsing: .unconditional, help: "Threads that compute (default: one a core).",
        transform: OptionValue.integer(1...256))
    var threads: Int?

    func run() async throws {
        let reader = try run.reader()
        let verification = try Verification(
            reader, threads: threads ?? ProcessInfo.processInfo.activeProcessorCount)
        let session = verification.session
        let interruption = Interruption { session.trainer.commands.send(.stop) }
        defer { interruption.cancel() }
        var progress = ProgressLine(steps: verification.lastStep, purpose: "verifying")
        let end = await session.run { progress.show($0) }
        progress.clear()

        let name = reader.folder.name
        switch verification.outcome(end) {
        case .different(let difference): throw Failure.run("\(name): \(difference)")
        case .interrupted(let step):
            throw Failure(message: "interrupted at step \(step)", exitCode: 128 + (interruption.signal ?? SIGINT))
        case .same(let sameness):
            try StandardOutput.line("\(name): \(VerificationText.line(sameness))")
            guard let open = VerificationText.line(sameness.openRequests) else { return }
            throw Failure.run("\(name): \(open); groktop resume \(name) asks again")
        }
    }
}
