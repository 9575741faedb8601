internal import ArgumentParser
internal import Foundation
internal import Recording
internal import RunEvents
internal import Training

/// Whether a recording is what its configuration and commands make.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a recorded run again, and compare it bit for bit.",
        discussion: """
            From the beginning, with the recorded configuration and commands: every evaluation, spectrum and mark, and the \
            digest of the parameters at the end. The first difference is named (exit code 1). Other kernels or processors round \
            differently: the recording says which were used.
            """)

    @OptionGroup var run: RunArgument

    @Option(parsing: .unconditional, help: "Threads that compute (default: one a core).", transform: OptionValue.integer(1...256))
    var threads: Int?

    func run() async throws {
        let reader = try run.reader()
        let recorded = try reader.events()
        let continuation = try Continuation(reader, from: .beginning)
        let last = continuation.start.untilStep
        let trainer = try RunAssembly.trainer(
            continuation.config,
            TrainerOptions(
                threads: threads ?? ProcessInfo.processInfo.activeProcessorCount, pace: nil,
                schedule: last < continuation.config.steps ? [.init(step: last, command: .stop)] : [],
                start: continuation.start, version: Groktop.version))
        let commands = trainer.commands
        let interruption = Interruption { commands.send(.stop) }
        defer { interruption.cancel() }
        var progress = ProgressLine(steps: last, purpose: "verifying")
        let session = RunSession(trainer: trainer, recorder: nil)
        let end = await session.run { progress.show($0) }
        progress.clear()

        switch end {
        case .diverged(let divergence):
            throw Failure.run("\(reader.folder.name): \(DivergenceText.line(divergence))\(Self.hint(recorded))")
        case .abandoned(let step):
            throw Failure(message: "interrupted at step \(step)", exitCode: 128 + (interruption.signal ?? SIGINT))
        case .finished(let now):
            let finish = recorded.last { if case .finished = $0.event { true } else { false } }
            if case .finished(let then)? = finish?.event, then.step == now.step, then.parameterDigest != now.parameterDigest {
                throw Failure.run(
                    "\(reader.folder.name): the parameters at step \(now.step) were \(then.parameterDigest), and are "
                        + "\(now.parameterDigest) now\(Self.hint(recorded))")
            }
            let digest = finish == nil ? "; it has no digest yet" : ", parameters \(now.parameterDigest)"
            try StandardOutput.line(
                "\(reader.folder.name): the same bits to step \(now.step): \(Self.count(continuation.start.recorded))\(digest)")
        }
    }

    private static func count(_ events: [RunEvent]) -> String {
        let types = Dictionary(grouping: events, by: \.typeName).mapValues(\.count)
        return [("evaluation", "evaluations"), ("spectrum", "spectra"), ("marker", "marks"), ("command", "commands")]
            .map { type, plural in
                let count = types[type] ?? 0
                return count == 1 ? "1 \(plural == "spectra" ? "spectrum" : String(plural.dropLast()))" : "\(count) \(plural)"
            }.joined(separator: ", ")
    }

    /// Where the machine is another, that may be all.
    private static func hint(_ recorded: [RecordedEvent]) -> String {
        let cores = recorded.compactMap { entry -> String? in
            switch entry.event {
            case .started(let record): record.engine.blasCore
            case .resumed(let record): record.engine.blasCore
            default: nil
            }
        }
        let others = Set(cores).subtracting([RunAssembly.blasCore])
        return others.isEmpty ? "" : " (recorded with \(others.sorted().joined(separator: ", ")) kernels, here \(RunAssembly.blasCore))"
    }
}
