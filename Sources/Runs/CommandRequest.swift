internal import Console
internal import Foundation
package import Recording
package import RunEvents

/// A command that was left in a run's folder, on its way to being answered.
package struct CommandRequest: Sendable, Equatable {
    /// The command.
    package let command: RunCommand
    /// The request's identifier, which its answer names.
    let identifier: String

    /// Leaves a command to a run that another process records.
    ///
    /// - Throws: `Failure` where nobody records the run, or where it does not take this command; `RecordingError` where
    ///   the command cannot be left.
    package init(_ command: RunCommand, to reader: RunReader) throws {
        if let reason = Self.refusal(command, of: reader) {
            throw Failure.usage("\(reader.folder.name) \(reason)")
        }
        guard reader.folder.isBeingRecorded else {
            throw Failure.temporary("\(reader.folder.name): nobody records it now, so nobody would take a command")
        }
        self.command = command
        identifier = try CommandFolder(reader.folder).send(command)
    }

    /// Why a run does not take a command; nil where it does.
    package static func refusal(_ command: RunCommand, of reader: RunReader) -> String? {
        guard CommandFolder(reader.folder).isThere else { return "takes no commands" }
        guard let watched = reader.run.watched, !watched.commands.contains(command.name) else { return nil }
        let taken = watched.commands.map { PrintableText.line($0) }.joined(separator: ", ")
        return taken.isEmpty ? "takes no commands" : "does not take \(command.name); it takes \(taken)"
    }

    /// What a run takes through its folder.
    static func capabilities(of reader: RunReader) -> SourceCapabilities {
        let commands: [(SourceCapabilities, RunCommand)] = [
            (.setWeightDecay, .weightDecay(.off)), (.pause, .pause), (.step, .step), (.setPace, .pace(nil)),
        ]
        var taken = commands.filter { refusal($0.1, of: reader) == nil }.map(\.0)
        // Runs of groktop's own are probed from here, without a word to them.
        if reader.run.watched != nil, refusal(.ablate, of: reader) == nil { taken.append(.probeNow) }
        return taken.isEmpty ? [] : taken.reduce(.steer) { $0.union($1) }
    }

    /// Whether nobody has taken it yet.
    package func isWaiting(in folder: RunFolder) -> Bool { CommandFolder(folder).isWaiting(identifier) }

    /// Takes it back.
    ///
    /// - Returns: whether nobody had taken it.
    package func withdraw(from folder: RunFolder) -> Bool { CommandFolder(folder).withdraw(identifier) }

    /// Whether an event answers it.
    package func isAnswered(by event: RunEvent) -> Bool {
        switch event {
        case .command(let record): record.request == identifier
        case .refused(let record): record.request == identifier
        default: false
        }
    }

    /// Waits for the answer.
    ///
    /// - Parameters:
    ///   - reader: the run.
    ///   - sequence: the last event before the command was left.
    ///   - seconds: how long to wait.
    /// - Returns: the event that answers it; nil where none came in time.
    /// - Throws: `RecordingError` where the recording cannot be read; `CancellationError`.
    package func answer(in reader: RunReader, after sequence: Int, within seconds: Double) async throws -> RunEvent? {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(seconds)
        var sequence = sequence
        while true {
            let isOver = clock.now >= end
            for recorded in try reader.events(after: sequence) {
                sequence = recorded.sequence
                if isAnswered(by: recorded.event) { return recorded.event }
            }
            if isOver { return nil }
            try await Task.sleep(for: .milliseconds(50))
        }
    }
}
