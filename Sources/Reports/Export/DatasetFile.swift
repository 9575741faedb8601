internal import Console
internal import Foundation
internal import Kernels
internal import Recording
internal import RunEvents
internal import Safetensors
internal import Tasks

/// Writes a run's train and test set as a safetensors file of integers. Sequences are padded to one length, and the
/// metadata holds all that a reader needs to know of them. docs/RECORDING.md describes each tensor and each key.
enum DatasetFile {
    /// Writes the file, in place of one that is there.
    ///
    /// - Throws: `Failure` where it cannot be written.
    static func write(_ data: TaskData, of run: RunReference, _ config: RunConfig, to path: String) throws {
        var tensors: [SafetensorsTensor] = []
        for (name, sequences) in [("train", data.train), ("test", data.test)] {
            tensors += Self.tensors(name, sequences, TaskShape(config), TaskVocabulary(config))
        }
        let metadata = try metadata(run, config)
        do throws(SafetensorsError) {
            try SafetensorsWriter.write(tensors, metadata: metadata, to: URL(fileURLWithPath: path))
        } catch {
            throw Failure.inputOutput("\(path): \(error.description)")
        }
    }

    private static func tensors(
        _ name: String, _ sequences: [LabelledSequence], _ shape: TaskShape, _ vocabulary: TaskVocabulary
    ) -> [SafetensorsTensor] {
        func lengths(_ part: String, _ lists: [[Int32]]) -> SafetensorsTensor {
            SafetensorsTensor(
                name: "\(name).\(part)", shape: [lists.count], values: .int32(lists.map { Int32($0.count) }))
        }
        func filled(_ part: String, _ lists: [[Int32]], to length: Int, with filling: Int32) -> SafetensorsTensor {
            let values = lists.flatMap { $0 + Array(repeating: filling, count: length - $0.count) }
            return SafetensorsTensor(name: "\(name).\(part)", shape: [lists.count, length], values: .int32(values))
        }
        let (tokens, targets, sources) = (sequences.map(\.tokens), sequences.map(\.targets), sequences.map(\.source))
        let own = [
            filled("tokens", tokens, to: shape.longestSequence, with: vocabulary.padding),
            filled("targets", targets, to: shape.longestSequence, with: TaskVocabulary.unscored),
            lengths("lengths", tokens),
        ]
        guard let longest = shape.longestSource, let padding = vocabulary.sourcePadding else { return own }
        return own + [filled("source", sources, to: longest, with: padding), lengths("source_lengths", sources)]
    }

    private static func metadata(_ run: RunReference, _ config: RunConfig) throws -> [String: String] {
        let vocabulary = TaskVocabulary(config)
        return [
            "format": "pt", "run": run.name, "run_identifier": run.identifier, "config": try JSONText.line(config),
            "vocabulary": try JSONText.line(
                Vocabulary(source: vocabulary.source, tokens: vocabulary.tokens, targets: vocabulary.targets)),
            "padding": try JSONText.line(Padding(source: vocabulary.sourcePadding, tokens: vocabulary.padding)),
        ]
    }

    private struct Vocabulary: Encodable {
        let source: [String]?
        let tokens: [String]
        let targets: [String]
    }

    private struct Padding: Encodable {
        let source: Int32?
        let tokens: Int32
        let targets = TaskVocabulary.unscored
    }
}
