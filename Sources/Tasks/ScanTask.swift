package import Kernels
package import RunEvents

/// SCAN: read a command, predict the actions that carry it out (Lake and Baroni 2018).
///
/// An encoder reads the command, a decoder the actions so far, from a begin token on; at each it predicts the next
/// action, and after the last one the end. The answer's coordinate is that next token.
package enum ScanTask {
    /// The published setup pads both sides with token 0. Packed sequences need no padding, but the token keeps its row
    /// in the embeddings, so that weights have the same shapes.
    package static let paddingToken: Int32 = 0
    package static let beginToken: Int32 = 1
    package static let endToken: Int32 = 2
    /// Padding, begin, end and the actions. As many classes: the head has the decoder's vocabulary.
    package static let vocabulary = 3 + ScanAction.allCases.count
    /// Padding and the words.
    package static let sourceVocabulary = 1 + ScanWord.allCases.count
    /// Words of the longest commands: two phrases such as `walk around left twice`, and what joins them.
    package static let longestSource = 4 + 1 + 4
    /// The begin token, and the actions of the longest commands: two times three times four times a turn and a verb.
    package static let longestSequence = 1 + 2 * 3 * 4 * 2

    package static func sequence(_ command: ScanCommand) -> LabelledSequence {
        let actions = command.actions.map(\.rawValue)
        return LabelledSequence(
            source: command.words.map(\.rawValue), tokens: [beginToken] + actions, targets: actions + [endToken])
    }

    /// Train and test set of a split, drawn without replacement.
    ///
    /// In `simple` both are of one shuffle of all commands, the train set first: they have no command in common, and
    /// how many are tested does not change which are trained. The other splits shuffle a pool each.
    ///
    /// The train set of `addprim-jump` begins with the command `jump` itself. Drawn like the others, a set of 2,048 out
    /// of 13,204 would lack it five times out of six, and the test would then ask for a word never seen. The published
    /// split repeats it until it makes a tenth of the train set; here it stands there once.
    ///
    /// - Precondition: the pools hold as many.
    package static func sets(
        split: ScanSplit, trainCount: Int, testCount: Int, trainGenerator: inout RandomGenerator,
        testGenerator: inout RandomGenerator
    ) -> (train: [LabelledSequence], test: [LabelledSequence]) {
        let pools = ScanPools(split)
        let train: [ScanCommand]
        let test: [ScanCommand]
        switch split {
        case .simple:
            let drawn = trainGenerator.draw(trainCount + testCount, from: pools.train)
            train = Array(drawn.prefix(trainCount))
            test = Array(drawn.suffix(testCount))
        case .length:
            train = trainGenerator.draw(trainCount, from: pools.train)
            test = testGenerator.draw(testCount, from: pools.test)
        case .addprimJump:
            let jump = ScanCommand(words: [.jump], actions: [.jump])
            train = [jump] + trainGenerator.draw(trainCount - 1, from: pools.train.filter { $0 != jump })
            test = testGenerator.draw(testCount, from: pools.test)
        }
        return (train.map(sequence), test.map(sequence))
    }
}
