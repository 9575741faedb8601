internal import Foundation
internal import RunEvents
internal import TerminalUI

/// The list of all themes that `--theme` takes by name.
package enum ThemeListing {
    /// One line for each theme: its name, where it is from, and what was corrected in it so that it can be read, or why
    /// it is passed over. Of two themes of one name the first is meant.
    package static func lines() -> [String] {
        let files = ThemeFiles.installedFiles() + ThemeFiles.btopFiles()
        var rows = files.map(row)
        if !rows.contains(where: { $0.name == Theme.default.name }) {
            rows.insert((Theme.default.name, "part of the program", ""), at: 0)
        }
        let nameWidth = rows.map(\.name.count).max() ?? 0
        let placeWidth = rows.map(\.place.count).max() ?? 0
        return rows.map { row in
            guard !row.remark.isEmpty else { return "\(padded(row.name, nameWidth))  \(row.place)" }
            return "\(padded(row.name, nameWidth))  \(padded(row.place, placeWidth))  \(row.remark)"
        }
    }

    private static func row(_ file: URL) -> (name: String, place: String, remark: String) {
        let name = PrintableText.line(file.deletingPathExtension().lastPathComponent)
        let place = PrintableText.line(file.path)
        do throws(ThemeFile.Problem) {
            let corrections = try ThemeFile.read(file).corrections
            return (name, place, corrections.isEmpty ? "" : "made readable: \(corrections.joined(separator: ", "))")
        } catch {
            return (name, place, "passed over: \(PrintableText.line(error.text))")
        }
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
