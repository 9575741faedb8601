internal import Foundation
internal import TerminalUI

/// Finds theme files.
enum ThemeFiles {
    /// The theme that was asked for, then all others that are installed, for the key that goes through them.
    ///
    /// - Parameter choice: a name, or the path of a file (anything with a slash, or ending in `.theme`).
    /// - Throws: `Failure` with EX_NOINPUT where there is no such theme, EX_DATAERR where the file is none.
    static func load(_ choice: String?) throws -> [Theme] {
        var installed: [Theme] = []
        for url in installedFiles() { installed.append(try parse(url)) }
        guard let choice else {
            let preferred = installed.firstIndex { $0.name == defaultName } ?? installed.startIndex
            return installed.isEmpty ? [.default] : rotated(installed, to: preferred)
        }
        if choice.contains("/") || choice.hasSuffix(".theme") {
            return [try parse(URL(fileURLWithPath: choice))] + installed
        }
        guard let index = installed.firstIndex(where: { $0.name == choice }) else {
            let names = installed.map(\.name).joined(separator: ", ")
            throw Failure.noInput("--theme '\(choice)': there is no such theme; there are \(names), or give a file")
        }
        return rotated(installed, to: index)
    }

    private static let defaultName = "groktop-dark"

    /// `themes` beside the executable or in one of the folders above it (a checkout), or in `share/groktop` of where it is
    /// installed; and the user's own. The working directory does not matter.
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
        let home = environment["XDG_CONFIG_HOME"].flatMap { $0.isEmpty ? nil : $0 }
            ?? environment["HOME"].map { $0 + "/.config" }
        let own = home.map { themes(in: URL(fileURLWithPath: $0).appendingPathComponent("groktop/themes")) } ?? []
        let shipped = folders.lazy.map(themes(in:)).first { $0.contains { $0.lastPathComponent.hasPrefix("groktop-") } }
        return (shipped ?? []) + own
    }

    private static func themes(in folder: URL) -> [URL] {
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return files.filter { $0.pathExtension == "theme" }.sorted { $0.lastPathComponent < $1.lastPathComponent }
    }

    private static func parse(_ url: URL) throws -> Theme {
        let text: String
        do {
            text = try String(contentsOf: url, encoding: .utf8)
        } catch {
            throw Failure.noInput("--theme '\(url.path)': cannot be read as a UTF-8 text file")
        }
        do {
            return try Theme.parse(text, name: url.deletingPathExtension().lastPathComponent)
        } catch {
            throw Failure.data("\(url.path): \(error)")
        }
    }

    private static func rotated(_ themes: [Theme], to index: Int) -> [Theme] {
        Array(themes[index...] + themes[..<index])
    }
}
