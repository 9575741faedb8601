package import RunEvents

/// What the numbers of a task's sequences stand for.
package struct TaskVocabulary: Sendable, Equatable {
    /// By token: of what the encoder of an encoder-decoder reads; nil where the encoder is alone.
    package let source: [String]?
    /// By token: of what the encoder reads where it is alone, of what the decoder reads otherwise.
    package let tokens: [String]
    /// By class: of what is predicted.
    package let targets: [String]
    /// The tokens that longer sequences leave no room for: what a shorter one is filled up with.
    package let sourcePadding: Int32?
    package let padding: Int32

    /// The target of a token that is not scored.
    package static let unscored = ModularTask.unscored
    /// How it is written beside the words.
    package static let unscoredWord = "<unscored>"
    private static let paddingWord = "<pad>"

    package init(_ config: RunConfig) {
        switch config.task {
        case .dyck:
            source = nil
            // In the order of their tokens.
            tokens = ["(", ")", Self.paddingWord]
            targets = (0..<DyckTask.classes).map { "\($0)" }
            (sourcePadding, padding) = (nil, Int32(DyckTask.vocabulary - 1))
        case .scan:
            source = [Self.paddingWord] + ScanWord.allCases.map(\.text)
            tokens = [Self.paddingWord, "<begin>", "<end>"] + ScanAction.allCases.map(\.text)
            targets = tokens
            (sourcePadding, padding) = (ScanTask.paddingToken, ScanTask.paddingToken)
        case .modadd, .modsub, .modmul, .modx2y2, .modx2xyy2, .modx3xy:
            source = nil
            tokens = (0..<config.data.knownModulus).map { "\($0)" }
            targets = tokens
            // All sequences are as long: nothing is filled up.
            (sourcePadding, padding) = (nil, 0)
        }
    }

    package func word(target: Int32) -> String { target < 0 ? Self.unscoredWord : targets[Int(target)] }
}
