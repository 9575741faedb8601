import Kernels
import RunEvents
import Tasks
import Testing

@Suite("SCAN")
struct ScanTaskTests {
    private static func config(_ split: ScanSplit, train: Int? = nil, test: Int? = nil) -> RunConfig {
        TaskPreset.config(
            for: .scan,
            data: RequestedData(
                trainSequences: train, testSequences: test, parameters: ["split": .text(split.rawValue)]))
    }

    /// The command of a source, and the actions of its targets.
    private static func read(_ sequence: LabelledSequence) -> ScanCommand {
        ScanCommand(
            words: sequence.source.compactMap(ScanWord.init(rawValue:)),
            actions: sequence.targets.dropLast().compactMap(ScanAction.init(rawValue:)))
    }

    @Test("a command as tokens: the words, begin and the actions, the actions and end") func tokens() {
        let sequence = ScanTask.sequence(
            ScanCommand(words: [.look, .after, .turn, .left], actions: [.turnLeft, .look]))
        #expect(sequence.source == [6, 1, 11, 5])
        #expect(sequence.tokens == [1, 6, 4])
        #expect(sequence.targets == [6, 4, 2])
    }

    @Test("the shape that the task asks of a model", arguments: ScanSplit.allCases) func shape(split: ScanSplit) {
        let shape = TaskShape(Self.config(split))
        #expect(shape.vocabulary == 9 && shape.classes == 9 && shape.longestSequence == 49)
        #expect(shape.sourceVocabulary == 14 && shape.longestSource == 9)
        #expect(shape.mask == .causal && shape.readOut == .everyToken)
    }

    @Test("every sequence is a command of the grammar, and fits the shape", arguments: ScanSplit.allCases)
    func sequences(split: ScanSplit) {
        let data = TaskData(config: Self.config(split))
        let commands = Set(ScanGrammar.commands)
        for sequence in data.train + data.test {
            let command = Self.read(sequence)
            #expect(commands.contains(command), "\(command)")
            #expect(sequence.source.count == command.words.count)
            #expect(sequence.tokens == [ScanTask.beginToken] + command.actions.map(\.rawValue))
            #expect(sequence.targets == command.actions.map(\.rawValue) + [ScanTask.endToken])
        }
    }

    @Test("each set is drawn from its pool, and no command twice", arguments: ScanSplit.allCases)
    func drawnWithoutReplacement(split: ScanSplit) {
        let data = TaskData(config: Self.config(split))
        let (train, test) = (data.train.map(Self.read), data.test.map(Self.read))
        #expect(train.count == 2_048 && test.count == 500)
        #expect(Set(train).union(test).count == 2_548)
        let pools = ScanPools(split)
        #expect(Set(pools.train).isSuperset(of: train) && Set(pools.test).isSuperset(of: test))
    }

    @Test(
        "the whole pool can be had",
        arguments: [
            (ScanSplit.simple, 20_909, 1), (.simple, 10_000, 10_910), (.length, 16_990, 3_920),
            (.addprimJump, 13_204, 7_706),
        ])
    func wholePool(split: ScanSplit, train: Int, test: Int) {
        let data = TaskData(config: Self.config(split, train: train, test: test))
        #expect(Set(data.train + data.test) == Set(ScanGrammar.commands.map(ScanTask.sequence)))
        #expect(data.train.count == train && data.test.count == test)
    }

    @Test("addprim-jump always trains on jump itself, once", arguments: [1, 2, 2_048])
    func jump(count: Int) {
        let train = TaskData(config: Self.config(.addprimJump, train: count)).train.map(Self.read)
        #expect(train.count == count)
        #expect(train.indices.filter { train[$0].words.contains(.jump) } == [0])
        #expect(train[0].words == [.jump])
    }

    @Test("the size of the test set does not change the train set", arguments: ScanSplit.allCases)
    func testSize(split: ScanSplit) {
        let usual = TaskData(config: Self.config(split))
        let smaller = TaskData(config: Self.config(split, test: 10))
        #expect(smaller.train == usual.train)
        #expect(smaller.test == Array(usual.test.prefix(10)))
    }

    @Test("a larger train set begins with the smaller one", arguments: ScanSplit.allCases)
    func trainSize(split: ScanSplit) {
        let usual = TaskData(config: Self.config(split))
        let larger = TaskData(config: Self.config(split, train: 3_000))
        #expect(Array(larger.train.prefix(2_048)) == usual.train && larger.train.count == 3_000)
        // Of `simple`'s one shuffle, the test set is what comes after.
        #expect((larger.test == usual.test) == (split != .simple))
    }
}
