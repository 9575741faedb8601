internal import Configuration
internal import Console
internal import Foundation
internal import LiveScreen

/// The configuration of whoever runs this process. The file is read when it is first asked for, and then only once.
enum UserConfiguration {
    /// Where the file is; nil where the environment names no place for one.
    static let path = ConfigurationFile.path(environment: ProcessInfo.processInfo.environment)

    private static let loaded = checked(ConfigurationFile.load(path))

    /// The choices that count.
    static var configuration: Configuration { loaded.configuration }

    /// What in the file does not count, a line each.
    static var remarks: [String] { loaded.problems.map { $0.text(in: loaded.path ?? "") } }

    /// The same in the one line that a screen has room for; nil where the file is right.
    static var notice: String? {
        guard let first = loaded.problems.first else { return nil }
        let more = loaded.problems.count > 1 ? " (and \(loaded.problems.count - 1) more: groktop config --check)" : ""
        return first.text(in: "config.toml") + more
    }

    /// Prints the remarks on standard error, for a command without a screen.
    static func sayRemarks() { for line in remarks { StandardError.line("groktop: \(line)") } }

    /// The configuration with its theme looked for: a theme that cannot be loaded does not count.
    static func checked(_ loaded: LoadedConfiguration) -> LoadedConfiguration {
        guard let theme = loaded.configuration.theme else { return loaded }
        var loaded = loaded
        loaded.configuration.theme = resolved(theme, beside: loaded.path)
        do throws(Failure) {
            try ThemeFiles.check(loaded.configuration.theme)
        } catch {
            // The option is not where it comes from.
            let reason = error.message.hasPrefix("--theme ") ? String(error.message.dropFirst(8)) : error.message
            let problem = ConfigurationProblem(line: loaded.configuration.themeLine, key: "theme", "is \(reason)")
            let place = loaded.problems.firstIndex { ($0.line ?? 0) > (problem.line ?? 0) } ?? loaded.problems.endIndex
            loaded.problems.insert(problem, at: place)
            loaded.configuration.theme = nil
        }
        return loaded
    }

    /// A theme's file begins at `~`, at the root or where the configuration is; a name stays what it is.
    private static func resolved(_ theme: String, beside file: String?) -> String {
        if theme.hasPrefix("~/") { return NSHomeDirectory() + theme.dropFirst() }
        guard theme.contains("/") || theme.hasSuffix(".theme"), !theme.hasPrefix("/"), let file else { return theme }
        return URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent(theme).path
    }
}
