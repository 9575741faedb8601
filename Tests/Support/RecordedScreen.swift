package import Foundation

/// Screens kept as text files beside the tests.
///
/// GROKTOP_RECORD_SCREENS=1 writes them anew, and fails the run: a recording proves nothing, and must not pass for a
/// test by having been left switched on.
package enum RecordedScreen {
    /// Why a screen is not the recorded one, row by row; nil where it is.
    ///
    /// - Parameters:
    ///   - lines: the screen's rows.
    ///   - name: the file's name, without its extension.
    ///   - bundle: the tests' bundle, which holds the folder `Screens`.
    ///   - testFile: a file beside that folder in the sources.
    package static func problem(_ lines: [String], _ name: String, in bundle: Bundle, testFile: String) throws
        -> String?
    {
        if ProcessInfo.processInfo.environment["GROKTOP_RECORD_SCREENS"] == "1" {
            let folder = URL(fileURLWithPath: testFile).deletingLastPathComponent().appendingPathComponent("Screens")
            let text = lines.joined(separator: "\n") + "\n"
            try text.write(to: folder.appendingPathComponent(name + ".txt"), atomically: true, encoding: .utf8)
            return "recorded \(name).txt"
        }
        guard let file = bundle.url(forResource: name, withExtension: "txt", subdirectory: "Screens") else {
            return "no recorded screen '\(name)'"
        }
        let expected = try String(contentsOf: file, encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        guard expected != lines else { return nil }
        var report = "\(name) differs:"
        for row in 0..<max(expected.count, lines.count) {
            let old = row < expected.count ? expected[row] : nil
            let new = row < lines.count ? lines[row] : nil
            guard old != new else { continue }
            report += "\n  row \(row)\n    expected \(old ?? "(none)")\n    found    \(new ?? "(none)")"
        }
        return report
    }
}
