internal import Dashboard
internal import Recording
internal import Synchronization

/// Interventions that the screen asks for: one at a time, beside the run that is trained.
final class ScreenInterventions: Sendable {
    private let mailbox: MessageMailbox
    private let threads: Int
    private let work = Mutex<Task<Void, Never>?>(nil)

    init(mailbox: MessageMailbox, threads: Int) {
        (self.mailbox, self.threads) = (mailbox, threads)
    }

    /// Returns at once; the answer goes to the mailbox. The forks stand beside their parent.
    func begin(at step: Int, of folder: RunFolder) {
        work.withLock { work in
            guard work == nil else {
                mailbox.put(.notice("an intervention is under way already: m x cancels it", isAlert: true))
                return
            }
            work = Task {
                await run(step, folder)
                self.work.withLock { $0 = nil }
            }
        }
    }

    private func run(_ step: Int, _ folder: RunFolder) async {
        do {
            let record = try await Intervention(step: step).run(on: RunReader(folder), threads: threads) { [mailbox] progress in
                mailbox.put(.working(InterventionText.line(progress)))
            }
            mailbox.put(.intervention(record))
        } catch is CancellationError {
            mailbox.put(.notice("the intervention was cancelled; asked for again it goes on", isAlert: false))
        } catch {
            mailbox.put(.notice(ErrorText.line(error), isAlert: true))
        }
        mailbox.put(.working(nil))
    }

    /// Returns at once.
    ///
    /// - Returns: how many there are.
    func cancel() -> Int {
        work.withLock { work in
            work?.cancel()
            return work == nil ? 0 : 1
        }
    }

    /// Cancels, and waits until what there is of the forks is recorded.
    func close() async {
        let work = work.withLock { $0 }
        work?.cancel()
        await work?.value
    }
}
