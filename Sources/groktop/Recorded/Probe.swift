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
        help: ArgumentHelp(OptionValue.anyOf(ProbeKind.allCases.map(\.command)) + ".", valueName: "name"),
        transform: OptionValue.probe)
    var kind: ProbeKind

    @OptionGroup var run: RunArgument

    @Option(
        parsing: .unconditional, help: "The step (default: the newest checkpoint's).",
        transform: OptionValue.integer(0...1_000_000_000))
    var step: Int?

    @Flag(help: "One JSON object with every figure.")
    var json = false

    /// What `--json` prints.
    private struct Answer: Encodable {
        let answer: ProbeRecord
        let run: String

        private enum Key: String, CodingKey { case probe, run, record }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(answer.kind.command, forKey: .probe)
            try container.encode(run, forKey: .run)
            try container.encode(answer.record, forKey: .record)
        }
    }

    func run() async throws {
        let reader = try run.reader()
        let config = reader.config
        try Continuation.check(config, reader.folder)
        let interruption = Interruption {}
        defer { interruption.cancel() }
        let snapshot = try await RecordedStep.find(step, of: reader) { event in
            if interruption.signal != nil { throw Self.interrupted(interruption, at: event.step) }
        }.snapshot
        guard !kind.needsDirections || !snapshot.directions.isEmpty else {
            throw Failure.usage("step \(snapshot.step) has no directions: the window held too little by then")
        }
        let data = TaskData(config: config)
        let context = ProbeContext(
            model: TransformerModel(for: config), config: config, test: data.test, train: data.train)
        let record = ProbeSuite.run(kind, context, snapshot) { interruption.signal != nil }
        guard let record else { throw Self.interrupted(interruption, at: snapshot.step) }
        try print(record, of: reader.folder.name)
    }

    private func print(_ record: ProbeRecord, of run: String) throws {
        guard json else {
            return try StandardOutput.write(ProbeReportText.lines(record, of: run).map { $0 + "\n" }.joined())
        }
        let line: String
        do {
            line = try JSONLine.text(Answer(answer: record, run: run))
        } catch is EncodingError {
            throw Failure.run("\(run): the probe has a figure that is not finite, which JSON has no number for")
        }
        try StandardOutput.line(line)
    }

    private static func interrupted(_ interruption: Interruption, at step: Int) -> Failure {
        Failure(message: "interrupted at step \(step)", exitCode: 128 + (interruption.signal ?? SIGINT))
    }
}
