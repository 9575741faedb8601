import Reports
import Testing

/// Tables by the names that people give.
@Suite("Names of tables")
struct ExportTableTests {
    @Test("every name that is said to be accepted is one", arguments: ExportTable.accepted)
    func accepted(name: String) {
        #expect(ExportTable(name) != nil)
    }

    @Test(
        "an earlier name stands for the table of today",
        arguments: [
            ("evaluations", ExportTable.recorded("evaluation")), ("gap-flow", .recorded("gap_flow")),
            ("gap-ledger", .recorded("gap_ledger")),
        ])
    func earlier(name: String, table: ExportTable) {
        #expect(ExportTable(name) == table)
    }

    @Test("another name is none", arguments: ["", "Evaluation", "sqlite_master", "probes "])
    func refused(name: String) {
        #expect(ExportTable(name) == nil)
    }
}
