internal import Console
internal import Replication

/// Writes the three reports of a replication. Each file is replaced as a whole or stays as it was.
enum ReplicationFiles {
    /// - Throws: `Failure` where a file cannot be written.
    static func write(_ results: Results, to folder: ReplicationFolder) throws(Failure) {
        let json: String
        do {
            json = try ResultsFile.text(results)
        } catch {
            throw .run("results.json: \(error)")
        }
        try OutputFile.write(json, to: folder.report("results.json"))
        try OutputFile.write(MarkdownReport.text(results), to: folder.report("report.md"))
        try OutputFile.write(HTMLReport.text(results), to: folder.report("report.html"))
    }
}
