internal import Console
internal import Dashboard
internal import Dispatch
internal import Probes
internal import Recording
internal import RunEvents
internal import Runs
internal import SpectralEdge
internal import Synchronization
internal import Tasks
internal import TerminalUI
internal import Training
internal import Transformer

/// Probes of the past, one after the other: on a checkpoint, or on a step that is derived again first.
final class PastProbes: Sendable {
    private let mailbox: MessageMailbox
    private let queue = DispatchQueue(label: "groktop.past-probes", qos: .utility)
    private let waiting = Atomic<Int>(0)
    /// Requests so far, and how many of them are to give up: the first so many.
    private let asked = Atomic<Int>(0)
    private let cancelled = Atomic<Int>(0)

    /// More than a few waiting is a stuck key.
    private static let capacity = 4

    init(mailbox: MessageMailbox) {
        self.mailbox = mailbox
    }

    /// Returns at once; the answer goes to the mailbox.
    func answer(_ kind: ProbeKind, _ place: ProbePlace, of folder: RunFolder) {
        guard waiting.load(ordering: .relaxed) < Self.capacity else {
            mailbox.put(.notice("\(Self.capacity) probes are already under way", isAlert: true))
            return
        }
        waiting.wrappingAdd(1, ordering: .relaxed)
        let number = asked.wrappingAdd(1, ordering: .acquiringAndReleasing).newValue
        let isCancelled: @Sendable () -> Bool = { [self] in number <= cancelled.load(ordering: .relaxed) }
        queue.async { [self] in
            do {
                if isCancelled() { throw CancellationError() }
                mailbox.put(.working("\(kind.command): begun"))
                let reader = try RunReader(folder)
                let record =
                    switch place {
                    case .nearestCheckpoint(let step): try probe(kind, checkpoint: step, reader, isCancelled)
                    case .exactStep(let step): try derive(kind, step, reader, isCancelled)
                    }
                mailbox.put(.probeAnswer(record))
            } catch is CancellationError {
                mailbox.put(.notice("\(kind.command) was cancelled", isAlert: false))
            } catch {
                mailbox.put(.notice(ErrorText.line(error), isAlert: true))
            }
            waiting.wrappingSubtract(1, ordering: .relaxed)
            mailbox.put(.working(nil))
        }
    }

    /// Probes under way and waiting give up at their next measurement, or the next step that is derived again; those to
    /// come do not. Returns at once.
    ///
    /// - Returns: how many there are.
    func cancel() -> Int {
        cancelled.store(asked.load(ordering: .acquiring), ordering: .relaxed)
        return waiting.load(ordering: .relaxed)
    }

    /// - Throws: `CancellationError`, and why it cannot be probed.
    private func probe(
        _ kind: ProbeKind, checkpoint step: Int, _ reader: RunReader, _ isCancelled: @Sendable () -> Bool
    ) throws -> ProbeRecord {
        let config = reader.config
        let snapshot = try RecordedStep.kept(step, of: reader).snapshot
        guard !kind.needsDirections || !snapshot.directions.isEmpty else {
            throw Failure.usage("the checkpoint of step \(step) has no directions: the window held too little by then")
        }
        let data = TaskData(config: config)
        let context = ProbeContext(
            model: TransformerModel(for: config), config: config, test: data.test, train: data.train)
        var shown = 0
        let record = ProbeSuite.run(kind, context, snapshot, isCancelled: isCancelled) { done in
            let percent = Int(saturating: 100 * done)
            guard percent > shown else { return }
            shown = percent
            mailbox.put(.working("\(kind.command): \(percent) %"))
        }
        guard let record else { throw CancellationError() }
        return record
    }

    /// Waits on this queue's own thread.
    private func derive(
        _ kind: ProbeKind, _ step: Int, _ reader: RunReader, _ isCancelled: @escaping @Sendable () -> Bool
    ) throws -> ProbeRecord {
        let done = DispatchSemaphore(value: 0)
        let result = Mutex<Result<ProbeRecord, any Error>?>(nil)
        let mailbox = mailbox
        Task {
            do {
                let record = try await Rederiving.probe(.probe(kind), reader, at: step) { event in
                    if isCancelled() { throw CancellationError() }
                    if let message = Message(rederiving: event, untilStep: step) { mailbox.put(message) }
                }
                result.withLock { $0 = .success(record) }
            } catch {
                result.withLock { $0 = .failure(error) }
            }
            done.signal()
        }
        done.wait()
        guard let result = result.withLock({ $0 }) else { preconditionFailure("signalled without a result") }
        return try result.get()
    }
}
