package import Console
internal import Foundation
internal import TerminalUI

/// Finds theme files.
package enum ThemeFiles {
    /// The themes to choose from.
    struct Loaded: Sendable {
        /// The requested theme first, then all other installed themes, in the order in which the key goes through them.
        var themes: [Theme]
        /// The files that were passed over, each with the reason.
        var problems: [Problem]

        struct Problem: Sendable {
            var file: URL
            var text: String
        }

        /// All remarks, one line for each.
        var lines: [String] {
            problems.map { "\($0.file.path): passed over: \($0.text)" } + [themes[0].notice].compactMap(\.self)
        }

        /// All remarks in the one line that a screen has room for; nil where there are none.
        var notice: String? {
            guard let first = problems.first else { return themes[0].notice }
            let more = problems.count > 1 ? " (and \(problems.count - 1) more)" : ""
            return "\(first.file.lastPathComponent)\(more) passed over: \(first.text)"
        }
    }

    /// Checks that a theme can be loaded, before a run is opened for its screen.
    ///
    /// - Throws: what `load` would throw.
    package static func check(_ choice: String?) throws(Failure) { _ = try load(choice) }

    /// Loads the installed themes. A file that is no theme is passed over, unless it was asked for.
    ///
    /// - Parameter choice: a name, or the path of a file (anything with a slash, or ending in `.theme`).
    /// - Throws: `Failure` with EX_NOINPUT where there is no such theme, and with EX_DATAERR where the file is no
    ///   theme.
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
        // The default theme is part of the program and needs no file.
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
        if loaded.themes.contains(where: { $0.name == choice }) { return rotated(loaded, to: choice) }
        guard let file = btopFiles().first(where: { $0.deletingPathExtension().lastPathComponent == choice }) else {
            throw Failure.noInput(
                "--theme '\(choice)': there is no such theme; groktop themes lists those there are, or give a file")
        }
        do throws(ThemeFile.Problem) {
            loaded.themes.insert(try ThemeFile.read(file), at: 0)
        } catch {
            throw refusal(file.path, error)
        }
        return loaded
    }

    private static func refusal(_ path: String, _ problem: ThemeFile.Problem) -> Failure {
        let message = "--theme '\(path)': \(problem.text)"
        return switch problem {
        case .input: .noInput(message)
        case .data: .data(message)
        }
    }

    /// How many theme files are read at most.
    private static let mostFiles = 500

    /// The theme files in `themes` beside the executable or in a folder above it (a checkout), in `share/groktop` of
    /// the installation, and in the user's own folder. The working directory does not matter.
    static func installedFiles() -> [URL] {
        var folders: [URL] = []
        if let executable = Bundle.main.executableURL?.resolvingSymlinksInPath() {
            var folder = executable.deletingLastPathComponent()
            while folder.path != "/" {
                folders.append(folder.appendingPathComponent("themes"))
                folders.append(folder.appendingPathComponent("share/groktop/themes"))
                folder = folder.deletingLastPathComponent()
            }
        }
        let own = configurationFolder.map { themes(in: $0.appendingPathComponent("groktop/themes")) } ?? []
        let shipped = folders.lazy.map(themes(in:)).first { $0.contains { $0.lastPathComponent.hasPrefix("groktop-") } }
        return (shipped ?? []) + own
    }

    /// The theme files of an installed btop: the user's own, and those that it comes with. They are found by their
    /// names, and `t` leaves them out.
    static func btopFiles() -> [URL] {
        let own = configurationFolder.map { [$0.appendingPathComponent("btop/themes")] } ?? []
        let shipped = ["/usr/local/share", "/usr/share", "/opt/homebrew/share"].map {
            URL(fileURLWithPath: $0).appendingPathComponent("btop/themes")
        }
        return (own + shipped).flatMap(themes(in:))
    }

    /// Where the user's programs keep their settings; nil without a home.
    private static var configurationFolder: URL? {
        let environment = ProcessInfo.processInfo.environment
        let path =
            environment["XDG_CONFIG_HOME"].flatMap { $0.isEmpty ? nil : $0 }
            ?? environment["HOME"].map { $0 + "/.config" }
        return path.map { URL(fileURLWithPath: $0) }
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
