internal import Kernels
internal import RunEvents
internal import Tasks

/// Makes the rows of the tables `train` and `test` from a run's sequences, and the rows of `vocabulary` from the
/// meaning of their numbers. docs/RECORDING.md describes each column.
enum DatasetRows {
    static let header = [
        "id", "evaluated", "length", "scored", "source_ids", "source_words", "token_ids", "token_words", "target_ids",
        "target_words",
    ]

    /// One row for each sequence.
    ///
    /// - Parameters:
    ///   - everywhere: how many sequences, counted from the first, every evaluation uses.
    ///   - vocabulary: the meaning of the sequences' numbers.
    static func rows(_ sequences: [LabelledSequence], everywhere: Int, _ vocabulary: TaskVocabulary) -> [[String]] {
        sequences.enumerated().map { id, sequence in
            [
                "\(id)", id < everywhere ? "every" : "whole", "\(sequence.tokens.count)",
                "\(sequence.targets.count { $0 >= 0 })", list(sequence.source) { "\($0)" },
                list(sequence.source) { vocabulary.source?[Int($0)] ?? "" }, list(sequence.tokens) { "\($0)" },
                list(sequence.tokens) { vocabulary.tokens[Int($0)] }, list(sequence.targets) { "\($0)" },
                list(sequence.targets, vocabulary.word(target:)),
            ]
        }
    }

    static let vocabularyHeader = ["role", "id", "word"]

    static func vocabularyRows(_ vocabulary: TaskVocabulary) -> [[String]] {
        [("source", vocabulary.source ?? []), ("token", vocabulary.tokens), ("target", vocabulary.targets)].flatMap {
            role, words in
            words.enumerated().map { [role, "\($0)", $1] }
        }
    }

    private static func list(_ values: [Int32], _ text: (Int32) -> String) -> String {
        values.map(text).joined(separator: " ")
    }
}
