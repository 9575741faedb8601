package import Benchmark
internal import Foundation

/// A benchmark's report as lines for a person to read.
package enum BenchText {
    /// The lines about one task: its name, then times, rates and the shares of a step's phases.
    package static func lines(_ report: StepReport) -> [String] {
        let phases = report.phases.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return [
            "\(report.task)",
            String(
                format: "  %.2f ms a step (median of %d; 95 %% below %.2f)", report.msPerStep, report.steps,
                report.msPerStepP95),
            String(
                format: "  %.0f useful GFLOP/s, %.0f %% of the %.0f that SGEMM alone reaches on the step's products",
                report.usefulGflops, 100 * report.ratioToSgemm, report.sgemmGflops),
            "  " + phases.map { String(format: "%@ %.1f %%", $0.key, 100 * $0.value) }.joined(separator: " · "),
            String(
                format:
                    "  spectral work %.1f %% · an evaluation %.0f ms, %.1f %% at the default cadence · peak memory "
                    + "%.0f MiB",
                report.spectralPercent, report.evaluationMs, report.evaluationPercent,
                Double(report.peakMemoryBytes) / 1_048_576),
        ]
    }

    /// The last line, about all tasks: kernels and threads.
    package static func footer(_ report: BenchReport) -> String {
        "OpenBLAS kernels: \(report.blasCore), \(report.threads) thread\(report.threads == 1 ? "" : "s")"
    }
}
