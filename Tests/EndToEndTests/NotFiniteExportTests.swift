import Foundation
import RunEvents
import Safetensors
import Testing

/// NaN and infinities are the texts that docs/RECORDING.md says, wherever JSON is printed.
@Suite("Figures that are no finite numbers")
struct NotFiniteExportTests {
    /// Columns that hold doubles, by table.
    static let columns: [(table: String, columns: [String])] = [
        ("evaluation", ["train_loss", "test_loss", "parameter_norm", "steps_per_second"]),
        ("spectrum", ["gradient_fraction_1", "alignment_2", "rotation_degrees_1", "gap_ratio", "g23"]),
        ("gap_ledger", ["gap", "gap_change", "leaving_decay", "rest", "edge_change", "forecast_change"]),
        (
            "gap_flow",
            [
                "gap", "curvature_1", "driving_2", "slope_1", "term_driving", "term_curvature", "term_damping",
                "measured_change",
            ]
        ),
        ("response", ["epsilon", "functional_r2_1", "control_r2_1"]), ("window", ["gap_ratio", "gradient_fraction"]),
        ("marker", ["accuracy", "previous_accuracy"]), ("command", ["weight_decay"]),
    ]

    @Test("events of every type", arguments: ["'nan'", "9e999", "-9e999"])
    func events(_ value: String) throws {
        let sample = try RecordedRunSample.withEveryEvent()
        for (table, columns) in Self.columns {
            try sample.execute(
                "UPDATE \"\(table)\" SET \(columns.map { "\"\($0)\" = \(value)" }.joined(separator: ", "))")
        }
        let word = value == "'nan'" ? "nan" : value == "9e999" ? "inf" : "-inf"
        try sample.execute(#"UPDATE probe SET record = replace(record, '"baseLoss":', '"baseLoss":"\#(word)","was":')"#)
        let export = try sample.run(["export"], nil, ["--format", "ndjson"])
        #expect(export.exitCode == 0 && export.errors == "")
        let objects = try export.objects()
        func texts(_ type: String, _ key: String) -> [String] {
            objects.filter { $0["type"] as? String == type }.compactMap { $0[key] as? String }
        }
        #expect(!objects.isEmpty && objects.allSatisfy { $0["type"] is String })
        #expect(Set(texts("evaluation", "trainLoss")) == [word] && Set(texts("gapFlow", "gap")) == [word])
        #expect(Set(texts("window", "gapRatio")) == [word] && Set(texts("command", "weightDecay")) == [word])
        #expect(texts("probe", "baseLoss") == [word, word])
        for line in export.output.split(separator: "\n") {
            let event = try JSONText.value(RunEvent.self, String(line))
            if case .evaluation(let record) = event {
                #expect(!record.trainLoss.isFinite && record.trainAccuracy.isFinite)
            }
        }
        // As CSV a number to those who read it.
        let table = try sample.run(["export"], nil, ["--table", "command"])
        #expect(table.output.split(separator: "\n").last?.hasSuffix(",\(word == "nan" ? "NaN" : word),") == true)
        // Listings as well.
        try sample.execute("UPDATE progress SET weight_decay = \(value), best_test_accuracy = \(value)")
        let listing = try sample.run(["runs"], "--json")
        #expect(
            try listing.exitCode == 0 && listing.objects().first?["weightDecay"] as? String == word, "\(listing.errors)"
        )
    }

    /// Every probe of Dyck-1; `SumWavesTests` has that of modular arithmetic.
    @Test(
        "probes of a model that computes nothing but NaN",
        arguments: MeasurementKind.probes.filter { $0.subject != .sumsOfResidues })
    func probes(_ kind: MeasurementKind) throws {
        let sample = try RecordedRunSample()
        try sample.changeTensors(sample.checkpoint(RecordedRunSample.stoppedAt)) { tensors in
            tensors.map { tensor in
                guard tensor.name == "head.weight" || tensor.name == "pos.weight" else { return tensor }
                return .init(
                    name: tensor.name, shape: tensor.shape,
                    values: .float32(Array(repeating: .nan, count: tensor.shape.reduce(1, *))))
            }
        }
        let answer = try sample.run(
            ["probe", kind.command], nil, ["--step", "\(RecordedRunSample.stoppedAt)", "--json"])
        #expect(answer.exitCode == 0, "\(answer.errors)")
        #expect(try answer.objects().first?["probe"] as? String == kind.command)
    }
}
