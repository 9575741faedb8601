internal import Alerts
internal import Console
internal import Recording
internal import RunEvents
package import Runs
internal import Training

/// Trains a run and prints its events as lines.
package enum EventLines {
    /// Trains the run to its end or until a signal, and prints its events.
    ///
    /// - Parameters:
    ///   - session: the training.
    ///   - format: how events are printed.
    ///   - endsWithInput: whether the end of standard input stops the run, as a signal does.
    ///   - isNew: whether the run's folder was made for this session. It is removed again where not even the first line
    ///   can be printed: only writing shows that a disk is full, and the first line is the run's first event.
    /// - Throws: `Failure` where the run met a number that is not finite, was interrupted, or could not be derived
    ///   again; where its output cannot be written; where its recording is not whole.
    package static func print(
        _ session: RunSession, format: EventFormat, isNew: Bool = false, endsWithInput: Bool = false
    ) async throws {
        let commands = session.trainer.commands
        if endsWithInput { StandardInput.whenClosed { commands.send(.stop) } }
        let interruption = Interruption { commands.send(.stop) }
        defer { interruption.cancel() }

        let alerts = AlertLines.desk(session)
        let printer = EventPrinter(format: format, steps: session.steps)
        let end: TrainingEnd
        do {
            end = try await session.run {
                alerts.take($0)
                try printer.print($0)
            }
            try await printer.finish()
            alerts.finish()
        } catch {
            if isNew, !printer.hasPrinted { try? session.folder?.remove() }
            throw error
        }
        var failure = Failure(end, of: session.folder)
        if let signal = interruption.signal, let step = end.stoppedAt {
            failure = Failure(message: "interrupted at step \(step)", exitCode: 128 + signal)
        }
        // The message ends with what the recording lacks.
        if let failure, let gap = session.gap {
            throw Failure(message: "\(failure.message); \(gap.message)", exitCode: failure.exitCode)
        }
        if let failure = failure ?? session.gap { throw failure }
    }
}

extension TrainingEnd {
    /// The step at which the training was stopped; nil where it ended by itself.
    fileprivate var stoppedAt: Int? {
        switch self {
        case .finished(let record): record.reason == .stopped ? record.step : nil
        case .abandoned(let step): step
        case .diverged: nil
        }
    }
}
