package import Recording
package import RunEvents
package import Training

/// A recorded run that is made again from its beginning, to be held against its recording.
package struct Verification: Sendable {
    /// Trains it, recording nothing.
    package let session: RunSession
    /// The last step that the recording has come to.
    package let lastStep: Int
    private let recorded: [RecordedEvent]
    private let continuation: Continuation
    private let recordedEnd: FinishedRecord?

    /// What came of it.
    package enum Outcome: Sendable {
        /// What was recorded came again.
        case same(Sameness)
        /// The first difference, in a few words.
        case different(String)
        /// It was stopped on the way.
        case interrupted(step: Int)
    }

    /// What came again.
    package struct Sameness: Sendable {
        /// The recorded events that were compared.
        package let compared: [RunEvent]
        /// How it ends now.
        package let end: FinishedRecord
        /// Whether the recording has an end, and so a digest of the parameters.
        package let hasRecordedEnd: Bool
        /// What the run was asked for and has not answered.
        package let openRequests: OpenRequests
    }

    /// - Parameter threads: that compute.
    /// - Throws: `RecordingError`; `Failure` where the run's configuration cannot be trained.
    package init(_ reader: RunReader, threads: Int) throws {
        recorded = try reader.events()
        continuation = try Continuation(reader, from: .beginning)
        lastStep = continuation.start.untilStep
        recordedEnd = try reader.summary().finish
        // A run that ended with a number that was not finite has to come to it again.
        let stop = recordedEnd?.reason == .notFinite ? lastStep + 1 : lastStep
        let trainer = try RunAssembly.trainer(
            continuation.config,
            TrainerOptions(
                threads: threads, pace: nil,
                schedule: stop < continuation.config.steps ? [.init(step: stop, command: .stop)] : [],
                start: continuation.start, version: ProgramVersion.current))
        session = RunSession(trainer: trainer, recorder: nil)
    }

    /// - Parameter end: how the session ended.
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

    /// How the two ends differ; nil where they do not, or the recording has none.
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

    /// What was not finite; nil of a run that did not end so.
    package static func text(notFinite record: FinishedRecord) -> String? {
        record.reason == .notFinite ? "the \(record.detail ?? "loss") is not a finite number" : nil
    }

    /// Where the machine is another, that may be all.
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
