internal import RunEvents
internal import Training

/// Runs a trainer and prints its events as lines.
enum EventLines {
    /// - Throws: `Failure` where the run met a number that is not finite, was interrupted, or its output cannot be written.
    static func print(_ trainer: Trainer, format: EventFormat) async throws {
        let commands = trainer.commands
        let interruption = Interruption { commands.send(.stop) }
        defer { interruption.cancel() }

        Task { await trainer.run() }
        var progress = ProgressLine()
        var finished: FinishedRecord?
        do {
            for await event in trainer.events {
                if let line = try format.line(event) {
                    progress.clear()
                    try StandardOutput.line(line)
                }
                progress.show(event)
                if case .finished(let record) = event { finished = record }
            }
        } catch {
            commands.send(.stop)
            throw error
        }
        progress.clear()
        guard let finished else { throw Failure.run("the run ended without its last event") }
        if let failure = Failure(finished) { throw failure }
        if finished.reason == .stopped, let signal = interruption.signal {
            throw Failure(message: "interrupted at step \(finished.step)", exitCode: 128 + signal)
        }
    }
}
