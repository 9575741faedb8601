internal import ArgumentParser
internal import Console
internal import Foundation
internal import LiveScreen

/// `groktop doctor`: says what groktop found of the terminal, the folder of runs and the machine.
struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what groktop found of the terminal, the folder of runs and the machine, and why.",
        discussion: """
            It works without a terminal, and the exit code is 0 whatever it finds. On a terminal it asks one question, \
            which takes a second where no answer comes. To try locks it makes a file in the folder of runs for a moment.
            """)

    @OptionGroup var runs: RunsOption

    func run() throws {
        for line in DoctorReport.lines(runsFolder: runs.folder) { try StandardOutput.line(line) }
    }
}
