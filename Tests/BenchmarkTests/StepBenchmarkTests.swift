import Benchmark
import RunEvents
import Tasks
import Testing

@Suite("Step benchmark", .serialized)
struct StepBenchmarkTests {
    /// A few milliseconds a step.
    private static func config(_ task: TaskName) -> RunConfig {
        var config = TaskPreset.config(for: task)
        config.model.modelWidth = 16
        config.model.feedForwardWidth = 32
        config.data.batchSequences = 8
        config.data.trainSequences = 24
        config.data.testSequences = 20
        config.evaluation.testSequences = 20
        return config
    }

    @Test("figures that belong together do", arguments: [TaskName.dyck, .modadd, .scan])
    func report(task: TaskName) {
        let report = StepBenchmark(config: Self.config(task), threads: 2).run(seconds: 0.1)
        #expect(report.task == task.rawValue)
        #expect(report.msPerStep > 0 && report.msPerStepP95 >= report.msPerStep)
        #expect(report.steps >= 10)
        #expect(report.usefulGflops > 0 && report.sgemmGflops > 0)
        #expect(abs(report.ratioToSgemm - report.usefulGflops / report.sgemmGflops) < 1e-9)
        #expect(abs(report.phases.values.reduce(0, +) - 1) < 1e-9)
        #expect(report.phases.values.allSatisfy { $0 >= 0 })
        #expect(
            Set(report.phases.keys) == [
                "packing", "embedding", "attention", "mlp", "loss", "lossBackward", "mlpBackward", "attentionBackward",
                "embeddingBackward", "clip", "adamW", "ledger", "gram", "waiting",
            ])
        let spectral = 100 * ((report.phases["ledger"] ?? 0) + (report.phases["gram"] ?? 0))
        #expect(abs(report.spectralPercent - spectral) < 1e-9)
        #expect(report.evaluationMs > 0 && report.evaluationPercent > 0 && report.evaluationPercent < 100)
        #expect(report.peakMemoryBytes > 1 << 20)
    }
}
