internal import ArgumentParser
internal import Foundation
internal import Recording

/// Where recorded runs are.
struct RunsOption: ParsableArguments {
    @Option(
        name: .customLong("runs"),
        help: ArgumentHelp("The folder of recorded runs (default: $XDG_DATA_HOME/groktop/runs).", valueName: "dir"))
    var path: String?

    var folder: URL {
        path.map { URL(fileURLWithPath: $0, isDirectory: true) }
            ?? RunsFolder.default(environment: ProcessInfo.processInfo.environment)
    }
}
