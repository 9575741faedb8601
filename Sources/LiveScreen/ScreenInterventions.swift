internal import Console
internal import Dashboard
internal import Recording
internal import Reports
internal import RunEvents
internal import Runs
internal import Training

/// Interventions that the screen asks for: one at a time, beside the run that is trained.
final class ScreenInterventions: Sendable {
    private let mailbox: MessageMailbox
    private let threads: Int
    private let queue = MeasurementQueue()

    init(mailbox: MessageMailbox, threads: Int) {
        (self.mailbox, self.threads) = (mailbox, threads)
    }

    var isUnderWay: Bool { queue.count > 0 }

    func sayUnderWay() { mailbox.put(.notice("an intervention is under way already: m x cancels it", isAlert: true)) }

    /// Begins interventions and returns at once; the answers go to the mailbox. The forks stand beside their parent.
    ///
    /// - Parameters:
    ///   - steps: one intervention each, in this order.
    ///   - answered: receives each answer, or the refusal that ends the request; nil where only the screen shows the
    ///     answers.
    func begin(at steps: [Int], of folder: RunFolder, answered: (@Sendable (RunEvent) throws -> Void)? = nil) {
        guard !isUnderWay else { return sayUnderWay() }
        for step in steps {
            queue.submit { [self] job in
                if job.isCancelled { return }
                try? job.wait { await self.run(step, folder, answered) }
            } answer: { _ in
            }
        }
    }

    /// Shows reports about the forks' recordings as notices.
    private var observer: SessionObserver {
        SessionObserver(
            recording: { [mailbox] report in
                switch report {
                case .waits(let error), .ended(let error), .checkpointMissing(_, let error):
                    mailbox.put(.notice("recording of a fork: \(error.reason)", isAlert: true))
                case .goesOn: break
                }
            },
            noticed: { [mailbox] in mailbox.put(.notice("recording of a fork: \($0.reason)", isAlert: true)) })
    }

    private func run(_ step: Int, _ folder: RunFolder, _ answered: (@Sendable (RunEvent) throws -> Void)?) async {
        do {
            do {
                let record = try await Intervention(step: step).run(
                    on: RunReader(folder), threads: threads, observer: observer
                ) { [mailbox] progress in
                    mailbox.put(.working(InterventionText.line(progress)))
                }
                if let answered {
                    try answered(.intervention(record))
                } else {
                    mailbox.put(Message.intervention(record))
                }
            } catch let error as Failure {
                let refusal = RefusedRecord(step: step, command: .intervene(step: step), reason: error.message)
                try answered?(.refused(refusal))
                throw error
            }
        } catch is CancellationError {
            mailbox.put(.notice("the intervention was cancelled; ask for it again to go on", isAlert: false))
        } catch {
            mailbox.put(.notice(ErrorText.line(error), isAlert: true))
        }
        mailbox.put(.working(nil))
    }

    /// Cancels all interventions and returns at once.
    ///
    /// - Returns: how many interventions were cancelled.
    func cancel() -> Int { queue.cancel() }

    /// Returns when the interventions under way are done.
    func finish() async { await queue.idle() }

    /// Cancels all interventions and waits until the forks are recorded as far as they are.
    func close() async {
        queue.cancel()
        await queue.idle()
    }
}
