internal import ArgumentParser
internal import Console
internal import Foundation
internal import Recording
internal import Reports
internal import RunEvents
internal import Runs

/// `groktop send`: steers a run that another process trains.
struct Send: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Steer a run that another process trains and records.",
        discussion: """
            Commands: pause, resume, step, weight-decay=X (or off, on), learning-rate=F (a factor of the program's \
            own), evaluate, checkpoint, stop, the probes (ablate, perturb …), and what else the run takes. They are \
            left as files in the run's folder, one after the other, each when the one before it is answered. The \
            answer is printed.

              groktop send @ weight-decay=0
              groktop send nanogpt pause evaluate resume

            The exit code is 0 where all were applied, 1 where one was refused, and 75 where nobody took one in time: \
            it is taken back then.
            """)

    @OptionGroup var run: RunArgument

    @Argument(help: ArgumentHelp("What to ask for.", valueName: "command"), transform: Self.command)
    var commands: [RunCommand]

    @Option(
        parsing: .unconditional, help: "Seconds to wait for each answer.",
        transform: OptionValue.number(0.1...86_400))
    var wait = 10.0

    private static func command(_ text: String) throws -> RunCommand {
        guard let command = RunCommand(rawValue: text) else {
            throw ValidationError("'\(text)' is no command; groktop send --help lists them")
        }
        if let problem = command.problem { throw ValidationError(problem) }
        return command
    }

    func run() async throws {
        let reader = try run.reader()
        for command in commands {
            let sequence = try reader.newestSequence()
            let request = try CommandRequest(command, to: reader)
            guard let answer = try await request.answer(in: reader, after: sequence, within: wait) else {
                let isBack = request.withdraw(from: reader.folder)
                throw Failure.temporary(
                    "\(command.rawValue): " + (isBack ? "nobody took it" : "it was taken and not answered")
                        + " within \(wait) s" + (isBack ? "; it is taken back" : ""))
            }
            if let line = EventText.line(answer) { try StandardOutput.line(line) }
            if case .refused(let record) = answer {
                throw Failure.run("\(command.rawValue) was refused: \(PrintableText.line(record.reason))")
            }
        }
    }
}
