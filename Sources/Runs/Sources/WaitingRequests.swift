internal import Console
internal import Recording
internal import RunEvents
internal import Synchronization

/// The commands that this process has left in the folder of a run that another one records, until they are taken.
final class WaitingRequests: Sendable {
    private let reader: RunReader
    private let state = Mutex(State())
    private let clock = ContinuousClock()

    /// A run looks for commands several times a second. After this long something is slow, and a person wants to know.
    private static let patience = Duration.seconds(2)
    /// After this long nobody listens. The command is taken back: it must not strike when nobody thinks of it any more.
    private static let longest = Duration.seconds(15)

    private struct State {
        var waiting: [(request: CommandRequest, since: ContinuousClock.Instant, isNoted: Bool)] = []
        var events: [SourceEvent] = []
    }

    init(_ reader: RunReader) { self.reader = reader }

    func send(_ command: RunCommand) {
        do {
            let request = try CommandRequest(command, to: reader)
            state.withLock { $0.waiting.append((request, clock.now, false)) }
        } catch {
            state.withLock { $0.events.append(.commandFailed(command, reason: ErrorText.line(error))) }
        }
    }

    /// What has become of them since the last look.
    func look() -> [SourceEvent] {
        state.withLock { state in
            var events = state.events
            state.events = []
            state.waiting = state.waiting.compactMap { entry in
                guard entry.request.isWaiting(in: reader.folder) else { return nil }
                let age = clock.now - entry.since
                if age > Self.longest {
                    // It can be taken between the two looks.
                    if entry.request.withdraw(from: reader.folder) {
                        events.append(
                            .commandFailed(entry.request.command, reason: "nobody listens: the command is taken back"))
                    }
                    return nil
                }
                guard age > Self.patience, !entry.isNoted else { return entry }
                events.append(.commandWaits(entry.request.command))
                return (entry.request, entry.since, true)
            }
            return events
        }
    }

    /// Takes back what nobody has taken: whoever asked has left.
    func withdraw() {
        state.withLock { state in
            for entry in state.waiting { _ = entry.request.withdraw(from: reader.folder) }
            state.waiting = []
        }
    }
}
