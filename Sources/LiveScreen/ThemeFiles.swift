package import Console
internal import Foundation
internal import TerminalUI

/// Finds theme files.
package enum ThemeFiles {
    /// What there is to choose from.
    struct Loaded: Sendable {
        /// The theme that was asked for, then all others that are installed, for the key that goes through them.
        var themes: [Theme]
        /// A line for each file that was passed over, beginning with its name.
        var problems: [Problem]

        struct Problem: Sendable {
            var file: URL
            var text: String
        }

        /// For where there are lines for it.
        var lines: [String] {
            problems.map { "\($0.file.path): passed over: \($0.text)" } + [themes[0].notice].compactMap(\.self)
        }

        /// All of it in the one line that a screen has room for.
        var notice: String? {
            guard let first = problems.first else { return themes[0].notice }
            let more = problems.count > 1 ? " (and \(problems.count - 1) more)" : ""
            return "\(first.file.lastPathComponent)\(more) passed over: \(first.text)"
        }
    }

    /// Refuses a theme that cannot be shown, for where a run is opened before its screen.
    ///
    /// - Throws: what loading it would.
    package static func check(_ choice: String?) throws(Failure) { _ = try load(choice) }

    /// A file that is no theme is passed over unless it is the one that was asked for.
    ///
    /// - Parameter choice: a name, or the path of a file (anything with a slash, or ending in `.theme`).
    /// - Throws: `Failure` with EX_NOINPUT where there is no such theme, EX_DATAERR where the file is none.
    static func load(_ choice: String?) throws(Failure) -> Loaded {
        var loaded = Loaded(themes: [], problems: [])
        for file in installedFiles() {
            do throws(ThemeFile.Problem) {
                loaded.themes.append(try ThemeFile.read(file))
            } catch {
                if let choice, file.deletingPathExtension().lastPathComponent == choice {
                    throw refusal(file.path, error)
                }
                loaded.problems.append(Loaded.Problem(file: file, text: error.text))
            }
        }
        // It is part of the program.
        if !loaded.themes.contains(where: { $0.name == Theme.default.name }) { loaded.themes.insert(.default, at: 0) }
        guard let choice else { return rotated(loaded, to: Theme.default.name) }
        if choice.contains("/") || choice.hasSuffix(".theme") {
            do throws(ThemeFile.Problem) {
                loaded.themes.insert(try ThemeFile.read(URL(fileURLWithPath: choice)), at: 0)
            } catch {
                throw refusal(choice, error)
            }
            return loaded
        }
        guard loaded.themes.contains(where: { $0.name == choice }) else {
            let names = loaded.themes.map(\.name)
            throw Failure.noInput(
                "--theme '\(choice)': there is no such theme; there \(names.count == 1 ? "is" : "are") "
                    + "\(names.joined(separator: ", ")), or give a file")
        }
        return rotated(loaded, to: choice)
    }

    private static func refusal(_ path: String, _ problem: ThemeFile.Problem) -> Failure {
        let message = "--theme '\(path)': \(problem.text)"
        return switch problem {
        case .input: .noInput(message)
        case .data: .data(message)
        }
    }

    /// More are not looked at.
    private static let mostFiles = 500

    /// `themes` beside the executable or in one of the folders above it (a checkout), or in `share/groktop` of where it
    /// is installed; and the user's own. The working directory does not matter.
    private static func installedFiles() -> [URL] {
        var folders: [URL] = []
        if let executable = Bundle.main.executableURL?.resolvingSymlinksInPath() {
            var folder = executable.deletingLastPathComponent()
            while folder.path != "/" {
                folders.append(folder.appendingPathComponent("themes"))
                folders.append(folder.appendingPathComponent("share/groktop/themes"))
                folder = folder.deletingLastPathComponent()
            }
        }
        let environment = ProcessInfo.processInfo.environment
        let home =
            environment["XDG_CONFIG_HOME"].flatMap { $0.isEmpty ? nil : $0 }
            ?? environment["HOME"].map { $0 + "/.config" }
        let own = home.map { themes(in: URL(fileURLWithPath: $0).appendingPathComponent("groktop/themes")) } ?? []
        let shipped = folders.lazy.map(themes(in:)).first { $0.contains { $0.lastPathComponent.hasPrefix("groktop-") } }
        return (shipped ?? []) + own
    }

    private static func themes(in folder: URL) -> [URL] {
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        let sorted = files.filter { $0.pathExtension == "theme" }.sorted { $0.lastPathComponent < $1.lastPathComponent }
        return Array(sorted.prefix(mostFiles))
    }

    private static func rotated(_ loaded: Loaded, to name: String) -> Loaded {
        var loaded = loaded
        let index = loaded.themes.firstIndex { $0.name == name } ?? 0
        loaded.themes = Array(loaded.themes[index...] + loaded.themes[..<index])
        return loaded
    }
}
