internal import Foundation
package import Recording
internal import RunEvents
internal import TerminalUI

/// Recorded runs as a table for people, and as JSON.
package enum RunListing {
    // MARK: Table

    /// A header and one row for each run, then a line for each run that cannot be read.
    package static func table(_ entries: [RunCatalog.Entry]) -> [String] {
        let header = ["run", "task", "ω", "seed", "steps", "best test", "grokked", "state", "parent", "size"]
        let rows = entries.compactMap(row)
        let widths = header.indices.map { column in ([header] + rows).map { $0[column].count }.max() ?? 0 }
        let lines = ([header] + rows).map { row in
            row.enumerated().map { column, text in
                let padding = String(repeating: " ", count: widths[column] - text.count)
                return rightAligned.contains(column) ? padding + text : text + padding
            }.joined(separator: "  ")
        }
        return lines + entries.compactMap(problem)
    }

    /// The columns that are aligned right: ω, seed, steps, accuracy, grokked, size.
    private static let rightAligned: Set = [2, 3, 4, 5, 6, 9]

    private static func row(_ entry: RunCatalog.Entry) -> [String]? {
        guard let summary = try? entry.summary.get() else { return nil }
        let (run, step) = (summary.run, NumberText.grouped(summary.progress.step))
        // Names are escaped before the columns' widths are measured.
        return [
            PrintableText.line(entry.folder.name), PrintableText.line(run.name),
            run.weightDecay == nil ? "–" : NumberText.short(summary.progress.weightDecay),
            run.seed.map { "\($0)" } ?? "–", run.steps.map { "\(step)/\(NumberText.grouped($0))" } ?? step,
            summary.bestTestAccuracy.map { NumberText.fixed($0, decimals: 3) } ?? "–",
            summary.grokkedAt.map(NumberText.grouped) ?? "–", summary.state.rawValue,
            summary.parent.map { "\(PrintableText.line($0.parent.name)) at \(NumberText.grouped($0.step))" } ?? "–",
            ByteText.short(entry.bytes),
        ]
    }

    private static func problem(_ entry: RunCatalog.Entry) -> String? {
        guard case .failure(let error) = entry.summary else { return nil }
        return "\(entry.folder.name): cannot be read: \(error.reason)"
    }

    // MARK: JSON

    /// One run as one JSON object.
    package static func json(_ entry: RunCatalog.Entry) throws -> String {
        try JSONText.line(Object(entry))
    }

    private struct Object: Encodable {
        var name: String
        var path: String
        var bytes: Int
        /// Why the run cannot be read, and nothing else is known of it; nil where it can.
        var problem: String?
        var identifier: String?
        var createdAt: String?
        /// nil of a run of another program, which has a name instead.
        var task: String?
        var watched: String?
        var weightDecay: Double?
        var seed: UInt64?
        var step: Int?
        var steps: Int?
        var bestTestAccuracy: Double?
        var grokkedAt: Int?
        var state: String?
        var parent: String?
        var parentIdentifier: String?
        var forkedAt: Int?
        var parameterDigest: String?

        init(_ entry: RunCatalog.Entry) {
            name = entry.folder.name
            path = entry.folder.path
            bytes = entry.bytes
            switch entry.summary {
            case .failure(let error): problem = error.reason
            case .success(let summary):
                identifier = summary.reference.identifier
                createdAt = summary.createdAt.ISO8601Format()
                task = summary.run.config?.task.rawValue
                watched = summary.run.watched?.name
                weightDecay = summary.progress.weightDecay
                seed = summary.run.seed
                step = summary.progress.step
                steps = summary.run.steps
                bestTestAccuracy = summary.bestTestAccuracy
                grokkedAt = summary.grokkedAt
                state = summary.state.rawValue
                parent = summary.parent?.parent.name
                parentIdentifier = summary.parent?.parent.identifier
                forkedAt = summary.parent?.step
                parameterDigest = summary.finish?.parameterDigest
            }
        }
    }
}
