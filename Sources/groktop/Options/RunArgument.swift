internal import ArgumentParser
internal import Recording

/// Which recorded run.
struct RunArgument: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "A path, a name, the beginning of one, the id at its end, or @ for the newest.", valueName: "run"))
    var name: String

    @OptionGroup var runs: RunsOption

    /// - Throws: `RecordingError` where there is no such run.
    func folder() throws -> RunFolder { try RunCatalog(runs.folder).resolve(name) }

    func reader() throws -> RunReader { try RunReader(folder()) }
}
