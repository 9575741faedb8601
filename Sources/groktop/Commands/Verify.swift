internal import ArgumentParser
internal import Console
internal import Foundation
internal import Recording
internal import Reports
internal import RunEvents
internal import Runs
internal import Training

/// Whether a recording is what its configuration and commands make.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a recorded run again, and compare it bit for bit.",
        discussion: """
            From the beginning, with the recorded configuration and commands: every evaluation, spectrum and mark, and the \
            digest of the parameters at the end. The first difference is named (exit code 1), and so are probes and interventions \
            that were asked for and not answered. Other kernels or processors round differently: the recording says which were used.
            """)

    @OptionGroup var run: RunArgument

    @Option(parsing: .unconditional, help: "Threads that compute (default: one a core).", transform: OptionValue.integer(1...256))
    var threads: Int?

    func run() async throws {
        let reader = try run.reader()
        let recorded = try reader.events()
        let continuation = try Continuation(reader, from: .beginning)
        let last = continuation.start.untilStep
        let then = try reader.summary().finish
        // A run that ended with a number that was not finite has to come to it again.
        let stop = then?.reason == .notFinite ? last + 1 : last
        let trainer = try RunAssembly.trainer(
            continuation.config,
            TrainerOptions(
                threads: threads ?? ProcessInfo.processInfo.activeProcessorCount, pace: nil,
                schedule: stop < continuation.config.steps ? [.init(step: stop, command: .stop)] : [],
                start: continuation.start, version: ProgramVersion.current))
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
            let name = reader.folder.name
            if let difference = Self.difference(then, now) { throw Failure.run("\(name): \(difference)\(Self.hint(recorded))") }
            let digest = then == nil ? "; it has no digest yet" : ", parameters \(now.parameterDigest)"
            let ending = Self.notFinite(now).map { ", where \($0), as recorded" } ?? ""
            try StandardOutput.line(
                "\(name): the same bits to step \(now.step)\(ending): \(Self.count(continuation.start.recorded))\(digest)")
            let open = continuation.openRequests.requests
            guard open.isEmpty else {
                let list = open.map { "\($0.command.name) at step \($0.step)" }.joined(separator: ", ")
                throw Failure.run("\(name): asked for and not answered: \(list); groktop resume \(name) asks again")
            }
        }
    }

    /// How the two ends differ; nil where they do not, or the recording has none.
    private static func difference(_ then: FinishedRecord?, _ now: FinishedRecord) -> String? {
        guard let then else { return notFinite(now).map { "at step \(now.step) \($0), which is not recorded" } }
        if notFinite(then) != notFinite(now) || (notFinite(then) != nil && then.step != now.step) {
            let (was, isNow) = (notFinite(then) ?? "all was finite", notFinite(now) ?? "all is finite")
            return "at step \(then.step) it was recorded that \(was); at step \(now.step), now, \(isNow)"
        }
        guard then.step == now.step, then.parameterDigest != now.parameterDigest else { return nil }
        return "the parameters at step \(now.step) were \(then.parameterDigest), and are \(now.parameterDigest) now"
    }

    /// nil of a run that did not end so.
    private static func notFinite(_ record: FinishedRecord) -> String? {
        record.reason == .notFinite ? "the \(record.detail ?? "loss") is not a finite number" : nil
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
