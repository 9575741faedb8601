internal import ArgumentParser
internal import Benchmark
internal import Console
internal import Foundation
internal import Kernels
internal import LiveScreen
internal import Reports
internal import RunEvents
internal import Tasks

/// `groktop bench`: measures how fast this machine trains.
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Time the training step of each task on this machine, and say where its time goes.",
        discussion: """
            Run nothing else meanwhile: it uses all cores. Useful GFLOP/s counts the matrix products that a step \
            really computes (no padding, and rows that sequences share once); the SGEMM rate is that of the same \
            products and nothing else. See docs/performance.md.
            """)

    @Option(help: "The task (default: dyck, modadd and scan in turn).", transform: OptionValue.task)
    var task: TaskName?

    @Option(
        parsing: .unconditional, help: "How long the steps of each task are timed.",
        transform: OptionValue.number(0.1...3_600))
    var seconds: Double = 10

    @Option(
        parsing: .unconditional, help: "Threads that compute (default: one a core).",
        transform: OptionValue.integer(1...256))
    var threads: Int?

    @Flag(help: "Time the dashboard instead: what it costs beside a training at full speed, and how soon a key shows.")
    var screen = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Time a made-up recording of so many evaluations instead: how soon it is on the screen, how quickly one "
                + "goes through it."),
        transform: OptionValue.integer(1_000...10_000_000))
    var recording: Int?

    @Option(
        parsing: .unconditional, help: "With --screen: how long the long run is, in evaluations.",
        transform: OptionValue.integer(1_000...10_000_000))
    var evaluations: Int = 1_000_000

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() async throws {
        let threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
        if let recording {
            let report = try RecordingBenchmark(evaluations: recording).run()
            try StandardOutput.dataLine(json ? JSONText.line(report) : report.text)
            return
        }
        if screen {
            let benchmark = ScreenBenchmark(
                config: TaskPreset.config(for: task ?? .dyck), threads: threads, seconds: seconds,
                evaluations: evaluations)
            let report = try await benchmark.run()
            try StandardOutput.dataLine(json ? JSONText.line(report) : report.text)
            return
        }
        let tasks = task.map { [$0] } ?? TaskList.studied
        var reports: [StepReport] = []
        for task in tasks {
            let benchmark = StepBenchmark(config: TaskPreset.config(for: task), threads: threads)
            let report = benchmark.run(seconds: seconds)
            if !json { for line in BenchText.lines(report) { try StandardOutput.line(line) } }
            reports.append(report)
        }
        let report = BenchReport(tasks: reports, blasCore: MatrixProduct.coreName, threads: threads)
        try StandardOutput.dataLine(json ? JSONText.line(report) : BenchText.footer(report))
    }
}
