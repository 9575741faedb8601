internal import ArgumentParser
internal import Console
internal import Foundation
internal import Kernels
internal import Recording
internal import Runs
internal import SpectralEdge

/// The command line with all its commands.
@main
struct Groktop: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "groktop",
        abstract: "A terminal monitor for grokking: trains a small transformer and shows its spectral edge, live.",
        version: ProgramVersion.current,
        subcommands: [
            ShowHome.self, Watch.self, Train.self, ListRuns.self, Replay.self, Resume.self, Fork.self, Verify.self,
            Export.self,
            TakeSnapshot.self, WriteReport.self, Probe.self, Ask.self, Send.self, Record.self, Import.self, Check.self,
            Remove.self, Config.self, ListThemes.self, Doctor.self, Replicate.self, Sweep.self, Bench.self,
        ],
        defaultSubcommand: Watch.self)

    /// Runs a command. A mistake gets one line on standard error, `--help` gets the help text, and every end has an
    /// exit code of sysexits.
    static func main() async {
        KernelChoice.correct()
        MemoryReturn.fix()
        StandardStreams.occupy()
        SignalActions.prepare()
        do {
            try RawArguments.check()
            // Without arguments there is nothing to train; with options alone, they are those of watch.
            var command = try parseAsRoot(CommandLine.arguments.count > 1 ? nil : ["home"])
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            end(error)
        }
        leave(0)
    }

    /// Ends the process at once. `exit` would first take apart what libraries keep for all threads, while a thread that
    /// lists runs or measures may still use it: that was a crash now and then.
    private static func leave(_ code: Int32) -> Never {
        fflush(nil)
        _exit(code)
    }

    private static func end(_ error: any Error) -> Never {
        if let failure = failure(error) {
            if !failure.message.isEmpty { StandardError.line("groktop: \(failure.message)") }
            leave(failure.exitCode)
        }
        // Success means that help or the version was asked for.
        if exitCode(for: error).isSuccess { exit(withError: error) }
        guard exitCode(for: error) == .validationFailure else {
            StandardError.line("groktop: \(ErrorText.line(error))")
            leave(ExitCode.failure.rawValue)
        }
        let words = Array(CommandLine.arguments.dropFirst())
        if let word = words.first, !word.hasPrefix("-"), named(word, in: self) == nil {
            StandardError.line("groktop: '\(word)' is no command; groktop --help lists all of them")
        } else {
            let help = "groktop \(command(words)) --help lists all options"
            StandardError.line("groktop: \(oneLine(message(for: error))) (\(help))")
        }
        leave(ExitCode.validationFailure.rawValue)
    }

    /// The command that words begin with, as `--help` is asked of it: with the names that may be left out.
    private static func command(_ words: [String]) -> String {
        var (names, present): ([String], any ParsableCommand.Type) = ([], self)
        for word in words {
            guard let next = named(word, in: present) else { break }
            (names, present) = (names + [word], next)
        }
        while let usual = present.configuration.defaultSubcommand { (names, present) = (names + [name(usual)], usual) }
        return names.joined(separator: " ")
    }

    private static func named(_ word: String, in command: any ParsableCommand.Type) -> (any ParsableCommand.Type)? {
        command.configuration.subcommands.first { name($0) == word }
    }

    private static func name(_ command: any ParsableCommand.Type) -> String {
        command.configuration.commandName ?? "\(command)".lowercased()
    }

    /// The failure that an error means; nil for errors of the parser.
    private static func failure(_ error: any Error) -> Failure? {
        switch error {
        case let failure as Failure: failure
        case let error as RecordingError: Failure(error)
        case let error as CheckpointMismatch: .data("the checkpoint is not one of this run: \(error)")
        default: nil
        }
    }

    /// The first line of the parser's message. Arguments in it are escaped first, because a line feed in one of them
    /// would end the message.
    private static func oneLine(_ message: String) -> String {
        let message = RawArguments.escaped(in: message)
        return message.split(separator: "\n", omittingEmptySubsequences: true).first.map(String.init) ?? message
    }
}
