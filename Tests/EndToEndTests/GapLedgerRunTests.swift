import Foundation
import RunEvents
import Testing

/// The account of the gap in a real run, as it is recorded, exported and derived again.
@Suite("The ledger of a run of Dyck-1")
struct GapLedgerRunTests {
    private static let parts = [
        "entering_driving", "entering_decay", "entering_alignment", "leaving_driving", "leaving_decay",
        "leaving_alignment",
    ]

    @Test("its parts add up to the gap's change and to that of σ_1, and verify derives it again") func closes() throws {
        let folder = try TemporaryFolder()
        let trained = try Program.run("train", "--steps", "900", "--runs", folder.path)
        #expect(trained.exitCode == 0, "\(trained.errors)")
        let export = try Program.run("export", "@", "--table", "gap-ledger", "--runs", folder.path)
        #expect(export.exitCode == 0, "\(export.errors)")
        let lines = export.output.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
        let header = try #require(lines.first)
        #expect(lines.dropFirst().count == 7, "300, 400, … 900")
        for line in lines.dropFirst() {
            func value(_ name: String) throws -> Double {
                let column = try #require(header.firstIndex(of: name), "\(name)")
                return try #require(Double(line[column]))
            }
            let (gap, change) = (try value("gap"), try value("gap_change"))
            let six = try Self.parts.map(value).reduce(0, +)
            let all = six + (try value("k_star_change")) + (try value("rest"))
            #expect(abs(change - all) <= 1e-12 * gap)
            if try value("k_star") == value("previous_k_star") {
                #expect(try value("k_star_change") == 0 && abs(change - six) <= 1e-6 * gap)
            }
            let edge = try Self.parts.map { try value("edge_" + $0) }.reduce(0, +)
            #expect(try abs(value("edge_change") - edge) <= 1e-6 * gap)
        }
        let records = try Program.run("export", "@", "--format", "ndjson", "--runs", folder.path).output
            .split(separator: "\n").map { try JSONDecoder().decode(RunEvent.self, from: Data($0.utf8)) }
            .compactMap { if case .gapLedger(let record) = $0 { record } else { nil } }
        let live = try trained.output.split(separator: "\n").map {
            try JSONDecoder().decode(RunEvent.self, from: Data($0.utf8))
        }.compactMap { if case .gapLedger(let record) = $0 { record } else { nil } }
        #expect(records == live && records.map(\.step) == Array(stride(from: 300, through: 900, by: 100)))
        let verified = try Program.run("verify", "@", "--runs", folder.path)
        #expect(verified.exitCode == 0, "\(verified.output) \(verified.errors)")
    }
}
