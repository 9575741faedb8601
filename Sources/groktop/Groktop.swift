internal import ArgumentParser
internal import Foundation
internal import Recording
internal import SpectralEdge

/// The command line. Everything is put together in this target and nowhere else.
@main
struct Groktop: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "groktop",
        abstract: "A terminal monitor for grokking: trains a small transformer and shows its spectral edge, live.",
        version: version,
        subcommands: [
            Watch.self, Train.self, Runs.self, Replay.self, Resume.self, Fork.self, Verify.self, Export.self, Remove.self,
            Bench.self,
        ],
        defaultSubcommand: Watch.self)

    static let version = "0.1.0"

    /// One line for a mistake, the help text for those who ask, and sysexits' codes for all.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let failure as Failure {
            end(failure)
        } catch let error as RecordingError {
            end(Failure(error))
        } catch let error as CheckpointMismatch {
            end(.data("the checkpoint is not one of this run: \(error)"))
        } catch {
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            let named = CommandLine.arguments.dropFirst().first
            let commands = configuration.subcommands.map(\._commandName)
            let command = named.flatMap { commands.contains($0) ? $0 : nil } ?? "watch"
            StandardError.line(
                "groktop: \(oneLine(message(for: error))) (groktop \(command) --help lists all options)")
            exit(withError: ExitCode.validationFailure)
        }
    }

    private static func end(_ failure: Failure) -> Never {
        StandardError.line("groktop: \(failure.message)")
        exit(withError: ExitCode(failure.exitCode))
    }

    private static func oneLine(_ message: String) -> String {
        message.split(separator: "\n", omittingEmptySubsequences: true).first.map(String.init) ?? message
    }
}
