/// A configuration with where it comes from and what in it does not count.
package struct LoadedConfiguration: Sendable {
    /// The file; nil where the environment names no place for one.
    package var path: String?
    /// Whether the file is there and was read.
    package var isThere = false
    /// The choices, with the built-in ones for everything that the file does not say, or says wrongly.
    package var configuration = Configuration()
    /// What in the file does not count, by line.
    package var problems: [ConfigurationProblem] = []

    init(path: String?) { self.path = path }
}
