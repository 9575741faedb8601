internal import ArgumentParser
internal import Console
internal import Foundation
internal import Recording
internal import Reports
internal import RunEvents
internal import Runs
internal import Tasks

/// `groktop export`: prints or writes a recorded run for other tools.
struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print a recorded run as tables, or write its weights at a step.",
        discussion: """
            csv: one table (--table): of the recording, named as in its database and with the same columns; probes: \
            every figure of the probes; events: what happened, in short; train and test: the sequences, as words and \
            as the model's numbers; vocabulary: what these stand for. ndjson: all events, as train prints them. \
            dataset: train and test set as integers, safetensors (where --output is a folder, also as csv). \
            safetensors: the parameters at --step by the names of PyTorch's modules; where there is no checkpoint, \
            the step is derived again first. The recording itself is an SQLite file, see docs/RECORDING.md.
            """)

    @OptionGroup var run: RunArgument

    @Option(help: "csv, ndjson, dataset or safetensors.", transform: OptionValue.choice(Format.self))
    var format: Format = .csv

    @Option(
        help: "With csv: \(Alternatives.text(ExportTable.accepted)) (default: evaluation).",
        transform: OptionValue.table)
    var table: ExportTable?

    @Option(
        parsing: .unconditional, help: "With safetensors: the step (default: the newest checkpoint's).",
        transform: OptionValue.integer(ConfigLimits.step))
    var step: Int?

    @Option(
        name: .shortAndLong, help: "The file to write (default: standard output; dataset and safetensors need one).")
    var output: String?

    enum Format: String, CaseIterable, Sendable {
        case csv, ndjson, dataset, safetensors
    }

    func validate() throws {
        if table != nil, format != .csv { throw ValidationError("--table goes with --format csv only") }
        if step != nil, format != .safetensors { throw ValidationError("--step goes with --format safetensors only") }
        if output?.isEmpty == true { throw ValidationError("--output names no file") }
        if output == nil, [.safetensors, .dataset].contains(format) {
            throw ValidationError("--format \(format.rawValue) needs --output FILE")
        }
    }

    func run() async throws {
        let reader = try run.reader()
        switch format {
        case .safetensors: try await exportWeights(reader)
        case .dataset: try exportDataset(reader)
        case .csv: try TableExport(reader).write(table ?? .usual, to: output)
        case .ndjson: try TableExport(reader).writeEvents(to: output)
        }
    }

    private func exportDataset(_ reader: RunReader) throws {
        guard let output else { preconditionFailure("validated") }
        let tables = try DatasetTables(reader)
        try tables.write(to: output)
    }

    private func exportWeights(_ reader: RunReader) async throws {
        guard let output else { preconditionFailure("validated") }
        let checkpoint = try await StepSearch.find(step, of: reader).checkpoint
        let count = try WeightsFile.write(checkpoint, of: reader.reference, to: URL(fileURLWithPath: output))
        StandardError.line("groktop: \(count) tensors of step \(checkpoint.state.step) in \(output)")
    }
}
