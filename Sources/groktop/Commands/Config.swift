internal import ArgumentParser
internal import Configuration
internal import Console

/// `groktop config`: the configuration that is built in, the one in use, and what is wrong with it.
struct Config: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the built-in configuration, or check yours.",
        discussion: """
            The configuration is one TOML file. It sets theme, symbols, keys, alerts and the defaults of runs; options \
            of the command line come before it. To begin with one:

              mkdir -p "$(dirname "$(groktop config --path)")"
              groktop config --default > "$(groktop config --path)"
            """)

    @Flag(name: .customLong("default"), help: "Print the built-in configuration, with comments.")
    var printsDefault = false

    @Flag(name: .customLong("check"), help: "Name what is wrong in a file, by line; yours where none is named.")
    var checks = false

    @Flag(name: .customLong("path"), help: "Print where your file is looked for.")
    var printsPath = false

    @Argument(help: "The file to check.")
    var file: String?

    func validate() throws {
        guard [printsDefault, checks, printsPath].count(where: { $0 }) == 1 else {
            throw ValidationError("config does one thing: --default, --check or --path")
        }
        if let file, !checks { throw ValidationError("'\(file)' goes with --check only") }
        if file?.isEmpty == true { throw ValidationError("--check names no file") }
    }

    func run() throws {
        try StandardOutput.check()
        if printsDefault { return try StandardOutput.write(DefaultConfiguration.text) }
        guard let path = file ?? UserConfiguration.path else {
            throw Failure.noInput("neither XDG_CONFIG_HOME nor HOME names a folder for the configuration")
        }
        if printsPath { return try StandardOutput.line(path) }
        let loaded = UserConfiguration.checked(ConfigurationFile.load(path))
        for problem in loaded.problems { StandardError.line("groktop: \(problem.text(in: path))") }
        guard loaded.problems.isEmpty else {
            throw loaded.isThere ? Failure.data("") : Failure.noInput("")
        }
        guard loaded.isThere else {
            guard file == nil else { throw Failure.noInput("\(path): there is no such file") }
            return try StandardOutput.line("\(path): there is none; the built-in configuration counts")
        }
        try StandardOutput.line("\(path): all of it counts")
    }
}
