internal import Console
internal import Foundation
package import Recording
internal import RunEvents
internal import Runs
internal import Tasks

/// The train and the test set of a recorded run, generated again from its configuration.
package struct DatasetTables {
    private let run: RunReference
    private let config: RunConfig
    private let data: TaskData
    private let vocabulary: TaskVocabulary

    /// Generates both sets.
    ///
    /// - Throws: `Failure` where the configuration cannot be trained.
    package init(_ reader: RunReader) throws {
        (run, config) = (reader.reference, try reader.config)
        try Continuation.check(config, reader.folder)
        data = TaskData(config: config)
        vocabulary = TaskVocabulary(config)
    }

    /// A table as CSV.
    ///
    /// - Precondition: the table is `train`, `test` or `vocabulary`.
    package func text(_ table: ExportTable) -> String {
        switch table {
        case .train: text(DatasetRows.header, DatasetRows.rows(data.train, everywhere: data.train.count, vocabulary))
        case .test:
            text(
                DatasetRows.header, DatasetRows.rows(data.test, everywhere: config.evaluation.testSequences, vocabulary)
            )
        case .vocabulary: text(DatasetRows.vocabularyHeader, DatasetRows.vocabularyRows(vocabulary))
        case .recorded, .probes, .events: preconditionFailure("\(table) is no table of the data")
        }
    }

    private func text(_ header: [String], _ rows: [[String]]) -> String {
        ([header] + rows).map { CSV.line($0) + "\n" }.joined()
    }

    /// Writes a safetensors file. If the path is a folder, it writes `dataset.safetensors` and the tables as CSV there.
    ///
    /// - Throws: `Failure` with EX_IOERR where a file cannot be written.
    package func write(to path: String) throws {
        var status = stat()
        let kind = stat(path, &status) == 0 ? status.st_mode & S_IFMT : S_IFREG
        switch kind {
        case S_IFREG: try DatasetFile.write(data, of: run, config, to: path)
        case S_IFDIR:
            for (name, table) in [("train", ExportTable.train), ("test", .test), ("vocabulary", .vocabulary)] {
                try OutputFile.write(text(table), to: "\(path)/\(name).csv")
            }
            try DatasetFile.write(data, of: run, config, to: "\(path)/dataset.safetensors")
        default:
            // A device or a pipe would be replaced by a file.
            throw Failure.inputOutput("\(path): cannot be written: is no regular file")
        }
        StandardError.line("groktop: \(data.train.count) train and \(data.test.count) test sequences in \(path)")
    }
}
