internal import ArgumentParser
internal import Console
internal import Recording

/// `groktop check`: says what is wrong with a recording.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what is wrong with a recording, row by row.",
        discussion: """
            For programs that write recordings of their own: docs/RECORDING.md describes the format, and \
            docs/recording-schema.sql its tables. Every problem is a line, with its table and row. Where there is one, \
            the exit code is 65.
            """)

    @OptionGroup var argument: RunArgument

    func run() throws {
        let folder = try argument.folder()
        let check = RecordingCheck(folder)
        for problem in check.problems { try StandardOutput.line(problem) }
        guard check.problems.isEmpty else {
            throw Failure.data(
                "\(folder.name): \(check.problems.count)\(check.isCut ? " and more" : "") "
                    + (check.problems.count == 1 && !check.isCut ? "problem" : "problems"))
        }
        try StandardOutput.line("\(folder.name): \(check.events) events, nothing is wrong")
    }
}
