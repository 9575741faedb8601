internal import Foundation
internal import Lifecycle
internal import RunEvents

/// results.json: what a person can compare line by line. One row, run or table line a line of text, keys sorted,
/// numbers rounded to `digits` digits.
///
/// A figure is `["D1@400", 0.1231]`: the run's key and step, and the value; a class has its name in the value's place.
package enum ResultsFile {
    /// Digits of a figure: more than any of these measurements can tell apart from seed to seed.
    package static let digits = 5

    /// The whole file, with a newline at its end.
    ///
    /// - Throws: errors of encoding.
    package static func text(_ results: Results) throws -> String {
        let head = [
            "\"command\": \(try JSONText.line(results.command))",
            "\"margins\": \(try list(Margin.all.map { ["name": $0.name, "size": $0.words] }))",
        ]
        let tasks = try results.tasks.map(task).joined(separator: ",\n")
        let tail = ["\"tasks\": [\n\(tasks)\n]", "\"version\": \(try JSONText.line(results.version))"]
        return "{\n\((head + tail).joined(separator: ",\n"))\n}\n"
    }

    private static func task(_ task: TaskResults) throws -> String {
        let keys = RunKeys(task)
        let parts = [
            "\"calls\": \(try JSONText.line(Calls(task.calls)))",
            "\"rows\": \(try list(task.rows.map { Line($0, keys) }))",
            "\"runs\": \(try list(task.runs.map { RunLine($0, keys) }))",
            "\"tables\": [\n\(try task.tables.map(table).joined(separator: ",\n"))\n]",
            "\"task\": \(try JSONText.line(task.task))",
        ]
        return "{\n\(parts.joined(separator: ",\n"))\n}"
    }

    private static func table(_ table: Table) throws -> String {
        "{\"header\": \(try JSONText.line(table.header)), \"id\": \(try JSONText.line(table.id)), \"rows\": "
            + "\(try list(table.rows))}"
    }

    private static func list(_ values: [some Encodable]) throws -> String {
        values.isEmpty ? "[]" : "[\n\(try values.map { try JSONText.line($0) }.joined(separator: ",\n"))\n]"
    }

    /// A number without the digits that say nothing.
    package static func rounded(_ value: Double) -> Double {
        guard value != 0, value.isFinite else { return value }
        return Double(String(format: "%.\(digits - 1)e", value)) ?? value
    }

    // MARK: Lines

    /// A row. What the report says in words is left out: the claim follows from the version.
    private struct Line: Encodable {
        var figures, unselected: [Item]
        var id: String
        var paper: String?
        var part: ReportPart
        var pAgrees, pDiffers, pDirection: Double?
        var verdict: Verdict

        init(_ row: RowResult, _ keys: RunKeys) {
            figures = row.figures.map { Item($0, keys) }
            unselected = row.unselected.map { Item($0, keys) }
            (id, paper, part, verdict) = (row.id, row.paper, row.part, row.verdict)
            pAgrees = row.figureEvidence.map { rounded($0.agrees) }
            pDiffers = row.figureEvidence.map { rounded($0.differs) }
            pDirection = row.directionEvidence.map { rounded($0.agrees) }
        }
    }

    private struct Item: Encodable {
        let figure: Figure
        let source: String

        init(_ figure: Figure, _ keys: RunKeys) {
            (self.figure, source) = (figure, "\(keys.key(figure.run))@\(figure.step)")
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.unkeyedContainer()
            try container.encode(source)
            if let label = figure.label {
                try container.encode(label)
            } else {
                try container.encode(rounded(figure.value))
            }
        }
    }

    private struct RunLine: Encodable {
        var fixedSteps: [Int]
        var grokkedAt: Int?
        var identifier: String
        var isUnselected: Bool
        var kernels: [String]
        var key, name: String
        var parameterDigest: String?
        var places: [String: Int]
        var seed: UInt64
        var steps: Int
        var version: String
        var weightDecay: Double

        init(_ run: RunResult, _ keys: RunKeys) {
            (fixedSteps, grokkedAt, identifier) = (run.fixedSteps, run.grokkedAt, run.identifier)
            (isUnselected, kernels, key, name) = (run.isUnselected, run.kernels, keys.key(run.name), run.name)
            (parameterDigest, places, seed) = (run.parameterDigest, run.places, run.seed)
            (steps, version, weightDecay) = (run.steps, run.version, run.weightDecay)
        }
    }

    private struct Calls: Encodable {
        var estimate, naive: [String: Int]
        var estimateAlone, naiveAlone: Int

        init(_ calls: CallComparison) {
            (estimate, naive) = (Self.counts(calls, \.estimate), Self.counts(calls, \.naive))
            (estimateAlone, naiveAlone) = (calls.estimateAlone, calls.naiveAlone)
        }

        private static func counts(_ calls: CallComparison, _ rule: KeyPath<CallComparison, CallScore>) -> [String: Int]
        {
            let score = calls[keyPath: rule]
            return [
                "earlyCalls": score.earlyCalls, "falseCalls": score.falseCalls, "grokked": score.grokked,
                "trueCalls": score.trueCalls, "ungrokked": score.ungrokked,
            ]
        }
    }
}
