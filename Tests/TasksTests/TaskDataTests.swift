import Kernels
import RunEvents
import Tasks
import Testing

@Suite("Task data")
struct TaskDataTests {
    /// FNV-1a over each sequence's length, tokens and targets.
    private static func digest(_ sequences: [LabelledSequence]) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for sequence in sequences {
            for value in [Int32(sequence.tokens.count)] + sequence.tokens + sequence.targets {
                hash = (hash ^ UInt64(value)) &* 0x100_0000_01b3
            }
        }
        return hash
    }

    /// From an implementation of the generator and the task in Python: a seed means the same data on every machine.
    @Test("the data of seed 42 as another program makes it") func knownAnswer() {
        let data = TaskData(config: TaskPreset.config(for: .dyck))
        #expect(data.train.count == 50 && data.test.count == 5_000)
        #expect(data.train.reduce(0) { $0 + $1.tokens.count } == 554)
        #expect(data.test.reduce(0) { $0 + $1.tokens.count } == 63_720)
        #expect(data.train[0].tokens == [0, 1, 0, 1, 0, 0, 1, 0, 0, 1, 0, 1, 1, 1])
        #expect(Self.digest(data.train) == 0x9db9_3522_b65b_2925)
        #expect(Self.digest(data.test) == 0xbcb3_137b_2355_40fd)
    }

    @Test("another seed, other data") func seeds() {
        var config = TaskPreset.config(for: .dyck)
        let first = TaskData(config: config)
        config.seed = 43
        let second = TaskData(config: config)
        #expect(first.train != second.train && first.test != second.test)
    }

    @Test("the size of one set changes neither the other nor the sequences that both sizes have")
    func sizes() {
        var config = TaskPreset.config(for: .dyck)
        let usual = TaskData(config: config)
        config.data.trainSequences = 77
        let larger = TaskData(config: config)
        #expect(larger.test == usual.test)
        #expect(Array(larger.train.prefix(50)) == usual.train && larger.train.count == 77)
        config.data.testSequences = 10
        let smaller = TaskData(config: config)
        #expect(smaller.train == larger.train)
        #expect(smaller.test == Array(usual.test.prefix(10)))
    }
}
