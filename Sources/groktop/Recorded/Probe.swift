internal import ArgumentParser
internal import Foundation
internal import Probes
internal import Recording
internal import RunEvents
internal import SpectralEdge
internal import Tasks
internal import Training
internal import Transformer

/// A measurement of a recorded run at one of its steps. Nothing of the recording is changed.
struct Probe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure a recorded run at a step.",
        discussion: """
            ablate: accuracy without the parameters' part along v1…v4, and two controls. perturb: loss, accuracy, KL and attention \
            entropy for small steps along them. curvature: of the training loss along them, and the largest eigenvalue of its \
            Hessian. readout: R² of the task's coordinate from each layer. function: R² and Fourier concentration of what small \
            steps do. attention: entropy, distance from uniform and mean pattern of each head. fourier: what is periodic along \
            positions and in the embedding. Where the step has no checkpoint it is derived again first.
            """)

    @Argument(
        help: ArgumentHelp(OptionValue.anyOf(ProbeName.allCases.map(\.rawValue)) + ".", valueName: "name"),
        transform: OptionValue.choice(ProbeName.self))
    var name: ProbeName

    @OptionGroup var run: RunArgument

    @Option(
        parsing: .unconditional, help: "The step (default: the newest checkpoint's).",
        transform: OptionValue.integer(0...1_000_000_000))
    var step: Int?

    @Flag(help: "One JSON object with every figure.")
    var json = false

    /// What `--json` prints.
    private struct Answer: Encodable {
        let probe: ProbeName
        let run: String
        let record: ProbeResult
    }

    func run() async throws {
        let reader = try run.reader()
        let config = reader.config
        try Continuation.check(config, reader.folder)
        let interruption = Interruption {}
        defer { interruption.cancel() }
        let model = TransformerModel(for: config)
        let snapshot = try await snapshot(reader, model, interruption)
        guard !name.needsDirections || !snapshot.directions.isEmpty else {
            throw Failure.usage("step \(snapshot.step) has no directions: the window held too little by then")
        }
        let data = TaskData(config: config)
        let context = ProbeContext(model: model, config: config, test: data.test, train: data.train)
        let result = ProbeResult(name, context, snapshot) { interruption.signal != nil }
        guard let result else { throw Self.interrupted(interruption, at: snapshot.step) }
        try print(result, of: reader.folder.name)
    }

    private func print(_ result: ProbeResult, of run: String) throws {
        guard json else {
            return try StandardOutput.write(ProbeReportText.lines(result, of: run).map { $0 + "\n" }.joined())
        }
        let line: String
        do {
            line = try JSONLine.text(Answer(probe: name, run: run, record: result))
        } catch is EncodingError {
            throw Failure.run("\(run): the probe has a figure that is not finite, which JSON has no number for")
        }
        try StandardOutput.line(line)
    }

    /// - Throws: `Failure` where there is no such step, or it was not waited for; what reading throws.
    private func snapshot(
        _ reader: RunReader, _ model: TransformerModel, _ interruption: Interruption
    ) async throws -> EdgeSnapshot {
        guard let step else {
            guard let newest = reader.checkpoints.newest() else {
                throw Failure.noInput("\(reader.folder.path): the run has no checkpoint; --step derives a step again")
            }
            return try Self.kept(newest.step, reader, model)
        }
        let last = try reader.summary().progress.step
        guard step <= last else {
            throw Failure.usage("--step \(step): accepted is a step from 0 to \(last), the last that \(reader.folder.name) has come to")
        }
        // What is damaged can be derived again as well as what is not there.
        if let kept = try? Self.kept(step, reader, model) { return kept }
        var progress = ProgressLine(steps: step, purpose: "deriving again")
        defer { progress.clear() }
        let checkpoint = try await Rederiving.checkpoint(reader, at: step) { event in
            if interruption.signal != nil { throw Self.interrupted(interruption, at: event.step) }
            progress.show(event)
        }
        return try EdgeSnapshot(checkpoint, model: model, tracked: reader.config.spectrum.tracked)
    }

    /// - Throws: `RecordingError` where the checkpoint is not one of this run.
    private static func kept(_ step: Int, _ reader: RunReader, _ model: TransformerModel) throws -> EdgeSnapshot {
        let checkpoint = try reader.checkpoints.read(step)
        do throws(CheckpointMismatch) {
            return try EdgeSnapshot(checkpoint, model: model, tracked: reader.config.spectrum.tracked)
        } catch {
            throw reader.checkpoints.mismatch(step, "\(error)")
        }
    }

    private static func interrupted(_ interruption: Interruption, at step: Int) -> Failure {
        Failure(message: "interrupted at step \(step)", exitCode: 128 + (interruption.signal ?? SIGINT))
    }
}
