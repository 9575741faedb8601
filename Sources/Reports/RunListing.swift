internal import Foundation
package import Recording
internal import RunEvents
internal import TerminalUI

/// Recorded runs as a table for people, and as JSON.
package enum RunListing {
    // MARK: Table

    /// A header and one row for each run, then a line for each run that cannot be read.
    package static func table(_ entries: [RunCatalog.Listed]) -> [String] {
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

    private static func row(_ entry: RunCatalog.Listed) -> [String]? {
        guard let facts = try? entry.facts.get() else { return nil }
        let step = NumberText.grouped(facts.step)
        // Names are escaped before the columns' widths are measured.
        return [
            PrintableText.line(entry.folder.name), taskName(facts.name),
            facts.hasWeightDecay ? NumberText.short(facts.weightDecay) : "–",
            facts.seed.map { "\($0)" } ?? "–", facts.steps.map { "\(step)/\(NumberText.grouped($0))" } ?? step,
            facts.bestTestAccuracy.map { NumberText.fixed($0, decimals: 3) } ?? "–",
            facts.grokkedAt.map(NumberText.grouped) ?? "–", facts.state.rawValue,
            facts.parent.map { "\(PrintableText.line($0.parent.name)) at \(NumberText.grouped($0.step))" } ?? "–",
            ByteText.short(entry.bytes),
        ]
    }

    /// Characters of a task's name: another program may call its run anything, and a row is to stay a row.
    private static let longestTaskName = 32

    private static func taskName(_ name: String) -> String {
        let printable = PrintableText.line(name)
        return printable.count > longestTaskName ? printable.prefix(longestTaskName - 1) + "…" : printable
    }

    private static func problem(_ entry: RunCatalog.Listed) -> String? {
        guard case .failure(let error) = entry.facts else { return nil }
        return "\(entry.folder.name): cannot be read: \(error.reason)"
    }

    // MARK: JSON

    /// One run as one JSON object.
    package static func json(_ entry: RunCatalog.Listed) throws -> String {
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

        init(_ entry: RunCatalog.Listed) {
            name = entry.folder.name
            path = entry.folder.path
            bytes = entry.bytes
            switch entry.facts {
            case .failure(let error): problem = error.reason
            case .success(let facts):
                identifier = facts.reference.identifier
                createdAt = facts.createdAt.ISO8601Format()
                task = facts.isWatched ? nil : facts.name
                watched = facts.isWatched ? facts.name : nil
                weightDecay = facts.weightDecay
                seed = facts.seed
                step = facts.step
                steps = facts.steps
                bestTestAccuracy = facts.bestTestAccuracy
                grokkedAt = facts.grokkedAt
                state = facts.state.rawValue
                parent = facts.parent?.parent.name
                parentIdentifier = facts.parent?.parent.identifier
                forkedAt = facts.parent?.step
                parameterDigest = facts.parameterDigest
            }
        }
    }
}
