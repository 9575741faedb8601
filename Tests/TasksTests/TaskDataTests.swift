import Kernels
import RunEvents
import Tasks
import Testing

@Suite("Task data")
struct TaskDataTests {
    /// FNV-1a over each sequence's source, length, tokens and targets.
    private static func digest(_ sequences: [LabelledSequence]) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for sequence in sequences {
            for value in sequence.source + [Int32(sequence.tokens.count)] + sequence.tokens + sequence.targets {
                hash = (hash ^ UInt64(bitPattern: Int64(value))) &* 0x100_0000_01b3
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

    /// The same, for the other tasks.
    @Test(
        "the data of seed 42 as another program makes it, task by task",
        arguments: [
            (TaskName.scan, ScanSplit.simple, 0x8da9_e7be_d7aa_bf17, 0x785e_d3b7_0e60_b772),
            (.scan, .length, 0xa6ad_8e42_b7a0_db8b, 0x4a44_0199_dec7_0b0e),
            (.scan, .addprimJump, 0x2a92_b65e_dc5d_3152, 0x3e46_dd13_dda5_a029),
            (.modadd, nil, 0x997d_c2bb_251b_c090, 0xd208_6ad7_249f_1939),
            (.modsub, nil, 0x8723_d71b_2472_b821, 0x4492_bd2d_16be_ecc6),
            (.modmul, nil, 0x5504_edea_277d_3dbb, 0x6dc7_6ca0_61ec_7b98),
            (.modx2y2, nil, 0xf260_2905_7464_ac07, 0xc3f8_eec8_dfb6_c8b8),
            (.modx2xyy2, nil, 0xbe5a_27ca_171a_e4ca, 0x750f_689c_3ad8_e683),
            (.modx3xy, nil, 0x5990_32a0_d8ec_a07d, 0x0bc3_f4b6_61dc_7fb4),
        ] as [(TaskName, ScanSplit?, UInt64, UInt64)])
    func knownAnswers(task: TaskName, split: ScanSplit?, train: UInt64, test: UInt64) {
        let data = TaskData(
            config: TaskPreset.config(
                for: task, data: RequestedData(parameters: split.map { ["split": .text($0.rawValue)] } ?? [:])))
        #expect(Self.digest(data.train) == train)
        #expect(Self.digest(data.test) == test)
    }

    @Test("another seed, other data; the same seed, the same", arguments: TaskList.names)
    func seeds(task: TaskName) {
        var config = TaskPreset.config(for: task)
        let first = TaskData(config: config)
        config.seed = 43
        let second = TaskData(config: config)
        config.seed = 42
        let again = TaskData(config: config)
        #expect(again.train == first.train && again.test == first.test)
        #expect(first.train != second.train && first.test != second.test)
    }

    @Test("the size of one of Dyck-1's sets changes neither the other nor the sequences that both sizes have")
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
