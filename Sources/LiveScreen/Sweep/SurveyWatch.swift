internal import Board
internal import Console
internal import Foundation
internal import Survey
internal import Sweeps
internal import Synchronization

/// Reads the runs of a sweep again and again on a thread of its own, and tells the sweep screen what has changed.
final class SurveyWatch: Sendable {
    private let reader: SurveyReader
    private let mailbox: OverviewMailbox<BoardMessage>
    private let state = Mutex(State())

    private struct State {
        /// Counts the times that watching was begun or stopped; a thread ends when it is not its own number any more.
        var turn = 0
        /// What was told last.
        var told: Survey?
        var problem: String?
    }

    /// Seconds after which the first reading shows what it has found so far, and those after it: where nobody has read
    /// the runs of a large sweep before, reading all their events takes a while.
    private static let (firstPatience, patience) = (0.5, 4.0)
    /// Seconds from one reading to the next, and how many times as long as a reading took it is at least: a sweep of
    /// ten thousand runs does not keep a core busy.
    private static let interval = 1.0
    private static let restFactor = 4.0

    init(_ reader: SurveyReader, mailbox: OverviewMailbox<BoardMessage>) {
        (self.reader, self.mailbox) = (reader, mailbox)
    }

    /// Begins to watch, until `stop`.
    func start() {
        let turn = state.withLock { state in
            state.turn += 1
            return state.turn
        }
        Thread.detachNewThread { [self] in
            Thread.current.name = "groktop sweep"
            while state.withLock({ $0.turn == turn }) {
                let began = ContinuousClock.now
                // What is not read yet is read at once.
                if tell() > 0 { continue }
                let took = (ContinuousClock.now - began) / .seconds(1)
                let end = ContinuousClock.now + .seconds(max(Self.interval, took * Self.restFactor))
                while ContinuousClock.now < end, state.withLock({ $0.turn == turn }) { usleep(50_000) }
            }
        }
    }

    /// Stops watching. A reading that is under way is finished.
    func stop() { state.withLock { $0.turn += 1 } }

    /// - Returns: how many runs have figures that are not read yet.
    private func tell() -> Int {
        do throws(Failure) {
            let survey = try reader.survey(
                patience: state.withLock { $0.told == nil } ? Self.firstPatience : Self.patience)
            let isNew = state.withLock { state in
                defer { (state.told, state.problem) = (survey, nil) }
                return state.told != survey || state.problem != nil
            }
            if isNew { mailbox.put(.survey(survey)) }
            return survey.unread
        } catch {
            let isNew = state.withLock { state in
                defer { state.problem = error.message }
                return state.problem != error.message
            }
            if isNew { mailbox.put(.unreadable(error.message)) }
            return 0
        }
    }
}
