/// The grammar of SCAN (Lake and Baroni 2018, "Generalization without Systematicity", arXiv:1711.00350).
///
///     command = phrase | phrase and phrase | phrase after phrase
///     phrase  = turned | turned twice | turned thrice
///     turned  = verb | (verb | turn) [opposite | around] (left | right)
///     verb    = walk | look | run | jump
package enum ScanGrammar {
    /// All 20,910 commands in the order of their bytes: 4 + 5·2·3 = 34 turned commands make 3·34 = 102 phrases, and
    /// these make 102 + 2·102² commands.
    package static let commands: [ScanCommand] = {
        let phrases = turned.flatMap { phrase in
            [
                phrase,
                ScanCommand(words: phrase.words + [.twice], actions: phrase.actions + phrase.actions),
                ScanCommand(words: phrase.words + [.thrice], actions: phrase.actions + phrase.actions + phrase.actions),
            ]
        }
        var commands = phrases
        for first in phrases {
            for second in phrases {
                commands.append(
                    ScanCommand(words: first.words + [.and] + second.words, actions: first.actions + second.actions))
                commands.append(
                    ScanCommand(words: first.words + [.after] + second.words, actions: second.actions + first.actions))
            }
        }
        // Tokens have the order of the words' bytes, no word begins with another, and a space comes before every
        // letter. So the order of the tokens is the order of the lines.
        return commands.map { (key: $0.words.map(\.rawValue), command: $0) }
            .sorted { $0.key.lexicographicallyPrecedes($1.key) }
            .map(\.command)
    }()

    /// The commands without `twice`, `thrice` and a second part.
    private static let turned: [ScanCommand] = {
        let verbs: [(word: ScanWord, actions: [ScanAction])] = [
            (.walk, [.walk]), (.look, [.look]), (.run, [.run]), (.jump, [.jump]),
        ]
        let sides: [(word: ScanWord, turn: [ScanAction])] = [(.left, [.turnLeft]), (.right, [.turnRight])]
        var turned = verbs.map { ScanCommand(words: [$0.word], actions: $0.actions) }
        for verb in verbs + [(.turn, [])] {
            for side in sides {
                let once = side.turn + verb.actions
                turned += [
                    ScanCommand(words: [verb.word, side.word], actions: once),
                    ScanCommand(words: [verb.word, .opposite, side.word], actions: side.turn + once),
                    ScanCommand(words: [verb.word, .around, side.word], actions: once + once + once + once),
                ]
            }
        }
        return turned
    }()
}
