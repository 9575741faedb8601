internal import ArgumentParser
internal import Foundation
internal import Recording
internal import RunEvents

/// What was recorded, for other tools.
struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print a recorded run as tables, or write its weights at a step.",
        discussion: """
            csv: one table (--table), a row an event. ndjson: all events, as train prints them. safetensors: the parameters at \
            --step by the names of PyTorch's modules; where there is no checkpoint, the step is derived again first. The recording \
            itself is an SQLite file, see docs/RECORDING.md.
            """)

    @OptionGroup var run: RunArgument

    @Option(help: "csv, ndjson or safetensors.", transform: OptionValue.choice(Format.self))
    var format: Format = .csv

    @Option(
        help: "With csv: \(OptionValue.anyOf(ExportTable.allCases.map(\.rawValue))) (default: evaluations).",
        transform: OptionValue.choice(ExportTable.self))
    var table: ExportTable?

    @Option(
        parsing: .unconditional, help: "With safetensors: the step (default: the newest checkpoint's).",
        transform: OptionValue.integer(ConfigLimits.step))
    var step: Int?

    @Option(name: .shortAndLong, help: "The file to write (default: standard output; safetensors needs one).")
    var output: String?

    enum Format: String, CaseIterable, Sendable {
        case csv, ndjson, safetensors
    }

    func validate() throws {
        if table != nil, format != .csv { throw ValidationError("--table goes with --format csv only") }
        if step != nil, format != .safetensors { throw ValidationError("--step goes with --format safetensors only") }
        if output?.isEmpty == true { throw ValidationError("--output names no file") }
        if output == nil, format == .safetensors { throw ValidationError("--format safetensors needs --output FILE") }
    }

    func run() async throws {
        let reader = try run.reader()
        switch format {
        case .safetensors: try await exportWeights(reader)
        case .csv:
            let table = table ?? .evaluations
            try write([CSV.line(table.header(reader.config))], reader) { recorded in
                table.rows(recorded, reader.config).map(CSV.line)
            }
        case .ndjson: try write([], reader) { [try EventFormat.ndjson.line($0.event)].compactMap { $0 } }
        }
    }

    private func write(_ first: [String], _ reader: RunReader, _ lines: (RecordedEvent) throws -> [String]) throws {
        var text = first.map { $0 + "\n" }.joined()
        var failure: (any Error)?
        try reader.forEachBatch { batch throws(RecordingError) in
            guard failure == nil else { return }
            do {
                try batch.forEach { recorded in
                    for line in try lines(recorded) { text += line + "\n" }
                }
                guard output == nil else { return }
                try StandardOutput.write(text)
                text = ""
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        guard let output else { return try StandardOutput.write(text) }
        try OutputFile.write(text, to: output)
    }

    private func exportWeights(_ reader: RunReader) async throws {
        guard let output else { preconditionFailure("validated") }
        let checkpoint = try await RecordedStep.find(step, of: reader).checkpoint
        let count = try WeightsFile.write(checkpoint, of: reader.reference, to: URL(fileURLWithPath: output))
        StandardError.line("groktop: \(count) tensors of step \(checkpoint.state.step) in \(output)")
    }
}
