internal import ArgumentParser
internal import Console
internal import Recording

/// The argument that names a recorded run.
struct RunArgument: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "A path, a name, the beginning of one, the id at its end, or @ for the newest.", valueName: "run"))
    var name: String

    @OptionGroup var runs: RunsOption

    /// The run's folder.
    ///
    /// - Throws: `RecordingError` where there is no such run.
    func folder() throws -> RunFolder { try runs.catalog.resolve(name) }

    /// Opens the run for reading. If a later version recorded it, a line on standard error says so.
    ///
    /// - Throws: `RecordingError` where there is no such run, or it cannot be read.
    func reader() throws -> RunReader {
        let reader = try RunReader(folder())
        reader.laterFormatNotice.map { StandardError.line("groktop: \(reader.folder.name) \($0)") }
        return reader
    }
}
