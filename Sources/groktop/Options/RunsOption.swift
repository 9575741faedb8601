internal import ArgumentParser
internal import Foundation
internal import Recording

/// The option that names the folder of recorded runs.
struct RunsOption: ParsableArguments {
    @Option(
        name: .customLong("runs"),
        help: ArgumentHelp("The folder of recorded runs (default: $XDG_DATA_HOME/groktop/runs).", valueName: "dir"))
    var path: String?

    func validate() throws {
        if path?.isEmpty == true { throw ValidationError("--runs names no folder") }
    }

    var folder: URL {
        path.map { URL(fileURLWithPath: $0, isDirectory: true) }
            ?? RunsFolder.default(environment: ProcessInfo.processInfo.environment)
    }

    /// The runs of that folder, with the user's index of them.
    var catalog: RunCatalog {
        RunCatalog(
            folder,
            indexFolder: RunCatalog.usualIndexFolder(environment: ProcessInfo.processInfo.environment))
    }
}
