package import Recording
package import RunEvents
package import Training

/// Derives a recorded run again from its beginning, and compares it with its recording.
package struct Verification: Sendable {
    /// Trains the run without recording it.
    package let session: RunSession
    /// The last recorded step.
    package let lastStep: Int
    private let recorded: [RecordedEvent]
    private let continuation: Continuation
    private let recordedEnd: FinishedRecord?

    /// The result of a verification.
    package enum Outcome: Sendable {
        /// Every reproduced event came again with the same bits.
        case same(Sameness)
        /// Something differs; the text names the first difference.
        case different(String)
        /// The verification was stopped at this step.
        case interrupted(step: Int)
    }

    /// What a verification without a difference has compared.
    package struct Sameness: Sendable {
        /// The recorded events that came again.
        package let compared: [RunEvent]
        /// The end of the derived run.
        package let end: FinishedRecord
        /// Whether the recording has an end, and with it a digest of the parameters.
        package let hasRecordedEnd: Bool
        /// Probes and interventions that were requested and have no recorded answer.
        package let openRequests: OpenRequests
    }

    /// - Parameters:
    ///   - reader: the recording.
    ///   - threads: threads that compute.
    /// - Throws: `RecordingError`; `Failure` where the run's configuration cannot be trained.
    package init(_ reader: RunReader, threads: Int) throws {
        recorded = try reader.events()
        continuation = try Continuation(reader, from: .beginning)
        lastStep = continuation.start.untilStep
        recordedEnd = try reader.summary().finish
        // A run that ended with a number that is not finite must reach that number again.
        let stop = recordedEnd?.reason == .notFinite ? lastStep + 1 : lastStep
        let trainer = try RunAssembly.trainer(
            continuation.config,
            TrainerOptions(
                threads: threads, pace: nil,
                schedule: stop < continuation.config.steps ? [.init(step: stop, command: .stop)] : [],
                start: continuation.start, version: ProgramVersion.current))
        session = RunSession(trainer: trainer, recorder: nil)
    }

    /// The result, given how the session ended.
    package func outcome(_ end: TrainingEnd) -> Outcome {
        switch end {
        case .diverged(let divergence): return .different("\(DivergenceText.line(divergence))\(hint)")
        case .abandoned(let step): return .interrupted(step: step)
        case .finished(let now):
            if let difference = Self.difference(recordedEnd, now) { return .different("\(difference)\(hint)") }
            return .same(
                Sameness(
                    compared: continuation.start.recorded, end: now, hasRecordedEnd: recordedEnd != nil,
                    openRequests: continuation.openRequests))
        }
    }

    /// How the recorded end differs from the derived one; nil where they agree, or the recording has no end.
    private static func difference(_ then: FinishedRecord?, _ now: FinishedRecord) -> String? {
        let (was, isNow) = (then.flatMap(text(notFinite:)), text(notFinite: now))
        guard let then else { return isNow.map { "at step \(now.step) \($0), which is not recorded" } }
        if was != isNow || (was != nil && then.step != now.step) {
            return "at step \(then.step) it was recorded that \(was ?? "all was finite"); "
                + "at step \(now.step), now, \(isNow ?? "all is finite")"
        }
        guard then.step == now.step, then.parameterDigest != now.parameterDigest else { return nil }
        return "the parameters at step \(now.step) were \(then.parameterDigest), and are \(now.parameterDigest) now"
    }

    /// The quantity that was not finite, as a sentence; nil where the run did not end for that reason.
    package static func text(notFinite record: FinishedRecord) -> String? {
        record.reason == .notFinite ? "the \(record.detail ?? "loss") is not a finite number" : nil
    }

    /// A remark that the run was recorded with other kernels, which alone can explain a difference; empty otherwise.
    private var hint: String {
        let cores = recorded.compactMap { entry -> String? in
            switch entry.event {
            case .started(let record): record.engine.blasCore
            case .resumed(let record): record.engine.blasCore
            default: nil
            }
        }
        let others = Set(cores).subtracting([RunAssembly.blasCore])
        guard !others.isEmpty else { return "" }
        return " (recorded with \(others.sorted().joined(separator: ", ")) kernels, here \(RunAssembly.blasCore))"
    }
}
