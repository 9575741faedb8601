internal import Console
internal import Dashboard
internal import Kernels
internal import Probes
internal import Recording
internal import RunEvents
internal import Runs
internal import SpectralEdge
internal import Synchronization
internal import Tasks
internal import Training

/// Looks at what a network knows, and asks it questions: at the parameters that the trainer has, or at a checkpoint's.
///
/// It works on a thread of its own, one request after the other. A look is for the screen alone, so that one that a
/// newer one has replaced is not made.
final class Looks: Sendable {
    private let mailbox: MessageMailbox
    private let queue = MeasurementQueue()
    private let state = Mutex(State())

    private struct State {
        /// Counts the looks that were asked for.
        var newest = 0
        /// The run that was measured last, with what its measurements share: its data are generated once.
        var context: ProbeContext?
        /// The checkpoint that was looked at last, which is often looked at again.
        var last: (folder: RunFolder, record: KnowledgeRecord)?
    }

    init(mailbox: MessageMailbox) { self.mailbox = mailbox }

    /// Looks at a place. It returns at once; the answer goes to the mailbox.
    func look(at place: LookPlace, _ config: RunConfig, _ source: (any EventSource)?) {
        let number = state.withLock { state in
            state.newest += 1
            return state.newest
        }
        withParameters(at: place, source) { [self] parameters in
            guard state.withLock({ $0.newest == number }) else { return }
            mailbox.put(.knowledge(place, result { try self.knowledge(config, try parameters()) }))
        }
    }

    /// Asks a question at each of its moments. It returns at once; the answers go to the mailbox one by one.
    func ask(_ query: Query, _ config: RunConfig, _ source: (any EventSource)?) {
        for moment in query.moments {
            withParameters(at: moment.place, source) { [self] parameters in
                let answer = result {
                    let (snapshot, _) = try parameters()
                    guard let answer = QuestionProbe.answer(try config.question(query.text), context(config), snapshot)
                    else { throw CancellationError() }
                    return StepAnswer(step: snapshot.step, answer: answer)
                }
                mailbox.put(.answered(query: query.number, moment.place, answer))
            }
        }
    }

    // MARK: Parameters

    /// Parameters, and the recording that holds them as a checkpoint; nil where the trainer has them.
    private typealias Parameters = () throws -> (EdgeSnapshot, RunFolder?)

    /// Gets the parameters of a place and hands them to the queue's thread.
    private func withParameters(
        at place: LookPlace, _ source: (any EventSource)?, _ body: @escaping @Sendable (Parameters) -> Void
    ) {
        switch place {
        case .now, .nextEvaluation:
            let request = LookRequest(place == .now ? .now : .nextEvaluation) { [self] snapshot in
                submit { body { (snapshot, nil) } }
            }
            if source?.look(request) != true { submit { body { throw Failure.run("the run is over") } } }
        case .checkpoint(let step): submit { body { try Self.checkpoint(source) { _ in step } } }
        case .newestCheckpoint:
            submit {
                body {
                    try Self.checkpoint(source) { reader in
                        guard let newest = reader.checkpoints.steps().last else {
                            throw Failure.noInput("there is no checkpoint yet")
                        }
                        return newest
                    }
                }
            }
        }
    }

    private func submit(_ work: @escaping @Sendable () -> Void) {
        queue.submit({ _ in work() }, answer: { _ in })
    }

    private static func checkpoint(
        _ source: (any EventSource)?, _ step: (RunReader) throws -> Int
    ) throws -> (EdgeSnapshot, RunFolder?) {
        guard let folder = source?.folder else { throw Failure.usage(source?.limit ?? "there is no run") }
        let reader = try RunReader(folder)
        return (try RecordedStep.kept(try step(reader), of: reader).snapshot, folder)
    }

    // MARK: Answers

    private func knowledge(_ config: RunConfig, _ parameters: (EdgeSnapshot, RunFolder?)) throws -> KnowledgeRecord {
        let (snapshot, folder) = parameters
        if let last = state.withLock(\.last), last.folder == folder, last.record.step == snapshot.step {
            return last.record
        }
        let measured = MeasurementMaker.measure(.knowledge, context(config), snapshot, isCancelled: { false })
        guard let record = measured?.as(KnowledgeRecord.self) else { throw CancellationError() }
        if let folder { state.withLock { $0.last = (folder, record) } }
        return record
    }

    private func context(_ config: RunConfig) -> ProbeContext {
        if let context = state.withLock(\.context), context.config == config { return context }
        let context = ProbeContext(of: config)
        state.withLock { $0.context = context }
        return context
    }

    private func result<Value>(_ body: () throws -> Value) -> Result<Value, LookFailure> {
        do {
            return .success(try body())
        } catch {
            return .failure(LookFailure(ErrorText.line(error)))
        }
    }
}
