internal import Foundation
internal import Replication

/// The three files of a replication, each whole or as it was.
enum ReplicationFiles {
    /// - Throws: `Failure` where one cannot be written.
    static func write(_ results: Results, to folder: ReplicationFolder) throws(Failure) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let json: Data
        do {
            json = try encoder.encode(results)
        } catch {
            throw .run("results.json: a figure is not finite, which JSON has no number for")
        }
        try OutputFile.write(String(decoding: json, as: UTF8.self) + "\n", to: folder.report("results.json"))
        try OutputFile.write(MarkdownReport.text(results), to: folder.report("report.md"))
        try OutputFile.write(HTMLReport.text(results), to: folder.report("report.html"))
    }
}
