internal import ArgumentParser
internal import Console
internal import Foundation
internal import Recording
internal import Reports
internal import RunEvents
internal import Runs
internal import Tasks
internal import Training
internal import SpectralEdge

/// `groktop probe`: measures a recorded run at one of its steps. It does not change the recording.
struct Probe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure a recorded run at a step.",
        discussion: """
            ablate: accuracy without the parameters' part along v1…v4, and random removals of the same dimension, \
            norm, or norm and angle. perturb: loss, accuracy, KL and attention entropy for small steps along them. \
            curvature: of the training loss along them, and the largest eigenvalue of its Hessian. readout: R² of the \
            task's coordinate from each layer. function: R² and Fourier concentration of what small steps do. \
            attention: entropy, distance from uniform and mean pattern of each head. fourier: what is periodic along \
            positions and in the embedding. progress: restricted and excluded loss, of modadd and modsub. \
            knowledge: what the network answers, to all pairs or to some test sequences, and the circle and spectrum \
            of the embedding of residues. Where the step has no checkpoint it is derived again first.

            intervene: weight decay 0, 0.5, 1 and 2 from the step on, each a fork of the run that is recorded beside \
            it and trained for --steps: test accuracy, linear and MLP R², attention entropy and ‖θ‖ at their ends. \
            Interrupted, the same command goes on with the forks that are there.
            """)

    @Argument(
        help: ArgumentHelp(Alternatives.text(OptionValue.measurements.map(\.command)) + ".", valueName: "name"),
        transform: OptionValue.measurement)
    var name: MeasurementKind

    @OptionGroup var run: RunArgument

    @Option(
        parsing: .unconditional,
        help: "The step (default: the newest checkpoint's; with intervene, the newest's before the run's last step).",
        transform: OptionValue.integer(ConfigLimits.step))
    var step: Int?

    @Flag(help: "One JSON object with every figure.")
    var json = false

    @Option(
        parsing: .unconditional,
        help: "With intervene: optimizer steps of each fork (default: \(Intervention.usualSteps)).",
        transform: OptionValue.steps)
    var steps: Int?

    @Flag(help: "With intervene: Adam begins anew in each fork, as in the published study.")
    var freshOptimizer = false

    @Option(
        parsing: .unconditional, help: "With intervene: threads that compute (default: one a core).",
        transform: OptionValue.integer(ConfigLimits.threads))
    var threads: Int?

    func validate() throws {
        if name.subject == .forks { return }
        let given = [("--steps", steps != nil), ("--fresh-optimizer", freshOptimizer), ("--threads", threads != nil)]
        if let option = given.first(where: \.1)?.0 { throw ValidationError("\(option) goes with intervene only") }
    }

    func run() async throws {
        let reader = try run.reader()
        try Continuation.check(try reader.config, reader.folder)
        if name.subject == .forks { return try await intervene(reader) }
        try await measure(name, reader)
    }

    private func measure(_ kind: MeasurementKind, _ reader: RunReader) async throws {
        // Asked before the step is derived, which may take minutes.
        let config = try reader.config
        if let step, kind.needsDirections, step < SpectrumTracker.firstDirections(config.spectrum) {
            throw Failure.usage(RecordedStep.noDirections(at: step, config))
        }
        let queue = MeasurementQueue()
        let interruption = Interruption { queue.cancel() }
        defer { interruption.cancel() }
        let found = try await StepSearch.find(step, of: reader) { event in
            if interruption.signal != nil { throw interruption.failure(" at step \(event.step)") }
        }
        guard interruption.signal == nil,
            let record = try await queue.answer({ try found.measure(kind, of: reader, $0) })
        else {
            throw interruption.failure(" at step \(found.snapshot.step)")
        }
        let run = reader.folder.name
        try print(record.record, of: run)
    }

    private func intervene(_ reader: RunReader) async throws {
        try StandardOutput.check()
        let last = try reader.config.steps
        guard let step = step ?? reader.checkpoints.list().entries.last(where: { $0.step < last })?.step else {
            throw Failure.noInput(
                "\(reader.folder.path): the run has no checkpoint before its end; --step derives a step again")
        }
        let intervention = Intervention(
            step: step, steps: steps ?? Intervention.usualSteps, freshOptimizer: freshOptimizer)
        let threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
        let record = try await InterventionRun.run(intervention, on: reader, threads: threads)
        try print(record, of: reader.folder.name)
    }

    private func print(_ record: any MeasurementRecord, of run: String) throws {
        guard json else {
            return try MeasurementReport.lines(record, of: run).forEach { try StandardOutput.line($0) }
        }
        try StandardOutput.dataLine(JSONText.line(ProbeAnswer(probe: name.command, run: run, record: record)))
    }
}
