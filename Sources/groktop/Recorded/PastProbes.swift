internal import Dashboard
internal import Dispatch
internal import Probes
internal import Recording
internal import RunEvents
internal import SpectralEdge
internal import Synchronization
internal import Tasks
internal import Training
internal import Transformer

/// Probes of the past, one after the other: on a checkpoint, or on a step that is derived again first.
final class PastProbes: Sendable {
    private let mailbox: MessageMailbox
    private let queue = DispatchQueue(label: "groktop.past-probes", qos: .utility)
    private let waiting = Atomic<Int>(0)

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
        queue.async { [self] in
            do {
                let reader = try RunReader(folder)
                let record = switch place {
                case .nearestCheckpoint(let step): try Self.probe(kind, checkpoint: step, reader)
                case .exactStep(let step): try derive(kind, step, reader)
                }
                mailbox.put(.probeAnswer(record))
            } catch {
                mailbox.put(.notice(ErrorText.line(error), isAlert: true))
            }
            waiting.wrappingSubtract(1, ordering: .relaxed)
            mailbox.put(.working(nil))
        }
    }

    private static func probe(_ kind: ProbeKind, checkpoint step: Int, _ reader: RunReader) throws -> ProbeRecord {
        let config = reader.config
        let snapshot = try RecordedStep.kept(step, of: reader).snapshot
        guard !kind.needsDirections || !snapshot.directions.isEmpty else {
            throw Failure.usage("the checkpoint of step \(step) has no directions: the window held too little by then")
        }
        let data = TaskData(config: config)
        let context = ProbeContext(
            model: TransformerModel(for: config), config: config, test: data.test, train: data.train)
        guard let record = ProbeSuite.run(kind, context, snapshot, isCancelled: { false }) else {
            preconditionFailure("a probe that cannot be cancelled was")
        }
        return record
    }

    /// Waits on this queue's own thread.
    private func derive(_ kind: ProbeKind, _ step: Int, _ reader: RunReader) throws -> ProbeRecord {
        let done = DispatchSemaphore(value: 0)
        let result = Mutex<Result<ProbeRecord, any Error>?>(nil)
        let mailbox = mailbox
        Task {
            do {
                let record = try await Rederiving.probe(.probe(kind), reader, at: step) { event in
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
