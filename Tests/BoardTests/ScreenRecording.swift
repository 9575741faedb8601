import Foundation
import Testing

/// Screens kept as text files beside the tests.
///
/// GROKTOP_RECORD_SCREENS=1 writes them anew, and fails the run: a recording proves nothing, and must not pass for a
/// test by having been left switched on.
func expectScreen(
    _ lines: [String], _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let text = lines.joined(separator: "\n") + "\n"
    if ProcessInfo.processInfo.environment["GROKTOP_RECORD_SCREENS"] == "1" {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Screens")
        try text.write(to: folder.appendingPathComponent(name + ".txt"), atomically: true, encoding: .utf8)
        Issue.record("recorded \(name).txt", sourceLocation: sourceLocation)
        return
    }
    let file = try #require(
        Bundle.module.url(forResource: name, withExtension: "txt", subdirectory: "Screens"),
        "no recorded screen '\(name)'", sourceLocation: sourceLocation)
    let expected = try String(contentsOf: file, encoding: .utf8)
        .split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    guard expected != lines else { return }
    var report = "\(name) differs:"
    for row in 0..<max(expected.count, lines.count) {
        let old = row < expected.count ? expected[row] : nil
        let new = row < lines.count ? lines[row] : nil
        guard old != new else { continue }
        report += "\n  row \(row)\n    expected \(old ?? "(none)")\n    found    \(new ?? "(none)")"
    }
    Issue.record(Comment(rawValue: report), sourceLocation: sourceLocation)
}
