internal import ArgumentParser
internal import Console
internal import Foundation
internal import Recording
internal import Reports
internal import RunEvents

/// `groktop rm`: removes a recorded run.
struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rm", abstract: "Remove a recorded run, after asking.")

    @OptionGroup var argument: RunArgument

    @Flag(name: .shortAndLong, help: "Do not ask.")
    var force = false

    func run() throws {
        let folder = try argument.folder()
        try folder.checkRemoval()
        if !force {
            guard isatty(STDIN_FILENO) == 1 else {
                throw Failure.usage(
                    "rm asks before it removes \(folder.name), and there is nobody to ask: --force removes it")
            }
            StandardError.write("Remove \(PrintableText.line(folder.path)), \(ByteText.short(folder.bytes))? y/n ")
            guard let answer = readLine(), ["y", "yes"].contains(answer.lowercased()) else {
                StandardError.line("groktop: kept")
                return
            }
        }
        try folder.remove()
    }
}
