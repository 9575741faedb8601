import Foundation
import Testing

/// Absent files skip their tests, which is right for another set and would be silence in our own.
@Suite("Oracle: files")
struct OracleDirectoryTests {
    @Test(
        "our own set is complete",
        .enabled(if: ProcessInfo.processInfo.environment["GROKTOP_ORACLE_DIR"] == nil, "another set is being read"))
    func complete() {
        for name in [
            "dyck_small.safetensors", "dyck_medium.safetensors", "dyck_medium_spectrum.safetensors",
            "dyck_medium_spectrum.json", "dyck_medium_probes.safetensors", "dyck_medium_probes.json",
            "dyck_run.safetensors", "dyck_run_evals.json", "modadd_small.safetensors", "seq2seq_small.safetensors",
            "readout_probes.safetensors", "readout_probes.json",
        ] {
            #expect(OracleDirectory.has(name), "\(name)")
        }
    }
}
