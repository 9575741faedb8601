import Foundation
import GRDB
import Testing

extension RecordedRunSample {
    /// A recording that was resumed to its end and holds events of every type, probes of every kind among them.
    static func withEveryEvent() throws -> RecordedRunSample {
        let sample = try RecordedRunSample()
        try #require(try sample.run(["resume"], nil, ["--format", "ndjson"]).exitCode == 0)
        for (name, kind) in [
            ("ablate", "ablation"), ("perturb", "perturbation"), ("curvature", "curvature"), ("readout", "readout"),
            ("function", "function"), ("attention", "attention"), ("fourier", "fourier"),
        ] {
            let answer = try sample.run(["probe", name], nil, ["--json"])
            let record = try #require(try answer.objects().first?["record"] as? [String: Any], "\(answer.errors)")
            // As it was printed, to the digit.
            let text = try #require(answer.output.range(of: #""record":{"#)).upperBound
            let fields = answer.output[text...].prefix { $0 != "\n" }
            let end = try #require(fields.range(of: #","run":""#, options: .backwards)).lowerBound
            try sample.insert(
                "probe", "step, kind, record",
                [try #require(record["step"] as? Int), kind, #"{"kind":"\#(kind)",\#(fields[..<end])"#])
        }
        try sample.insert("refusal", "step, command, reason", [600, "ablate", "it says \"no\",\nand why"])
        try sample.insert(
            "marker", "step, kind, accuracy, previous_accuracy, sequences", [600, "slingshot", 0.5, 1.0, 60])
        try sample.insert("fork", "step, parent_name, parent_identifier", [600, "parent", "00"])
        return sample
    }

    /// An event behind all others.
    private func insert(_ table: String, _ columns: String, _ values: [any DatabaseValueConvertible]) throws {
        let queue = try DatabaseQueue(path: database)
        try queue.writeWithoutTransaction { database in
            let tables = try String.fetchAll(
                database,
                sql: "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'sequence'")
            let newest =
                try tables.compactMap { try Int.fetchOne(database, sql: "SELECT MAX(sequence) FROM \"\($0)\"") }.max()
                ?? 0
            let places = Array(repeating: "?", count: values.count + 3).joined(separator: ", ")
            try database.execute(
                sql:
                    "INSERT INTO \"\(table)\" (sequence, reached_step, elapsed_seconds, \(columns)) VALUES (\(places))",
                arguments: StatementArguments([newest + 1, 600, 9.5] + values))
            try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        }
        try queue.close()
    }
}
