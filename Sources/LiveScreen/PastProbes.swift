internal import Benchmark
internal import Console
internal import Dashboard
internal import Recording
internal import RunEvents
internal import Runs
internal import Synchronization
internal import TerminalUI
internal import Training

/// Measures past steps of a recorded run, one after the other: on a checkpoint, or on a step that is derived again
/// first.
final class PastProbes: Sendable {
    private let mailbox: MessageMailbox
    private let queue = MeasurementQueue()

    init(mailbox: MessageMailbox) {
        self.mailbox = mailbox
    }

    /// Asks for a measurement. It returns at once; the answer goes to the mailbox.
    func answer(_ kind: MeasurementKind, _ place: ProbePlace, of folder: RunFolder) {
        guard !queue.isFull else {
            mailbox.put(.notice("\(MeasurementQueue.capacity) probes are already under way", isAlert: true))
            return
        }
        queue.submit { [self] job in
            do {
                if job.isCancelled { throw CancellationError() }
                mailbox.put(.working("\(kind.command): begun"))
                let reader = try RunReader(folder)
                try Continuation.check(try reader.config, folder)
                let record =
                    switch place {
                    case .nearestCheckpoint(let step): try probe(kind, checkpoint: step, reader, job)
                    case .exactStep(let step): try derive(kind, step, reader, job)
                    }
                mailbox.put(.probeAnswer(record))
            } catch is CancellationError {
                mailbox.put(.notice("\(kind.command) was cancelled", isAlert: false))
            } catch {
                mailbox.put(.notice(ErrorText.line(error), isAlert: true))
            }
        } answer: { [mailbox] _ in
            mailbox.put(.working(nil))
        }
    }

    /// Cancels all probes under way and waiting. Each gives up at its next measurement or its next derived step. It
    /// returns at once.
    ///
    /// - Returns: how many probes were cancelled.
    func cancel() -> Int { queue.cancel() }

    /// - Throws: `CancellationError`; the error of reading, deriving or measuring the step.
    private func probe(
        _ kind: MeasurementKind, checkpoint step: Int, _ reader: RunReader, _ job: MeasurementJob
    ) throws -> ProbeRecord {
        let shown = Mutex(0)
        let record = try RecordedStep.kept(step, of: reader).measure(kind, of: reader, job) { [mailbox] done in
            let percent = Int(saturating: 100 * done)
            let isNews = shown.withLock { shown in
                defer { shown = max(shown, percent) }
                return percent > shown
            }
            if isNews { mailbox.put(.working("\(kind.command): \(percent) %")) }
        }
        guard let record else { throw CancellationError() }
        return record
    }

    private func derive(
        _ kind: MeasurementKind, _ step: Int, _ reader: RunReader, _ job: MeasurementJob
    ) throws -> ProbeRecord {
        try job.wait { [mailbox] in
            try await Rederiving.probe(.probe(kind), reader, at: step) { event in
                if job.isCancelled { throw CancellationError() }
                if let message = Message(rederiving: event, untilStep: step) { mailbox.put(message) }
            }
        }
    }
}
