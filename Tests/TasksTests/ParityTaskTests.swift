import Kernels
import RunEvents
import Tasks
import Testing

@Suite("Sparse parity")
struct ParityTaskTests {
    private static func config(
        bits: Int = 20, subset: Int = 3, train: Int? = nil, test: Int? = nil, seed: UInt64 = 42
    ) -> RunConfig {
        let parameters: [String: TaskParameterValue] = ["bits": .integer(bits), "subset": .integer(subset)]
        var config = TaskPreset.config(
            for: .parity, data: RequestedData(trainSequences: train, testSequences: test, parameters: parameters))
        config.seed = seed
        return config
    }

    /// Every set of three places whose parity is the answer of all sequences, by trying them all.
    private static func explanations(_ sequences: [LabelledSequence], bits: Int) -> [[Int]] {
        var found: [[Int]] = []
        for a in 0..<bits {
            for b in a + 1..<bits {
                for c in b + 1..<bits
                where sequences.allSatisfy({ ($0.tokens[a] + $0.tokens[b] + $0.tokens[c]) % 2 == $0.targets[0] }) {
                    found.append([a, b, c])
                }
            }
        }
        return found
    }

    @Test("three places explain every answer of both sets, and no other three do; another seed has others")
    func answers() {
        let places = [UInt64(42), 43, 44].map { seed -> [[Int]] in
            let data = TaskData(config: Self.config(seed: seed))
            return Self.explanations(data.train + data.test, bits: 20)
        }
        #expect(places.allSatisfy { $0.count == 1 } && Set(places).count > 1, "\(places)")
    }

    @Test("sequences are bits, the answer is read at the first, and none comes twice", arguments: [10, 20, 60])
    func sequences(bits: Int) {
        let data = TaskData(config: Self.config(bits: bits, train: 500, test: 200))
        let all = data.train + data.test
        #expect(Set(all.map(\.tokens)).count == 700)
        for sequence in all {
            #expect(sequence.tokens.count == bits && sequence.tokens.allSatisfy { $0 == 0 || $0 == 1 })
            #expect([0, 1].contains(sequence.targets[0]) && sequence.targets.dropFirst().allSatisfy { $0 == -1 })
        }
        // Half are odd: 350 of 700 expected, with a standard deviation of 13; five of them.
        #expect((285...415).contains(all.count { $0.targets[0] == 1 }))
    }

    @Test("one place makes the answer a bit, and n places their sum") func subsets() {
        let one = TaskData(config: Self.config(subset: 1)).train
        #expect((0..<20).contains { place in one.allSatisfy { $0.tokens[place] == $0.targets[0] } })
        let all = TaskData(config: Self.config(bits: 10, subset: 10, train: 500, test: 100)).train
        #expect(all.allSatisfy { $0.tokens.reduce(0, +) % 2 == $0.targets[0] })
    }

    @Test("the size of the test set does not change the train set, and the model has a position for each bit")
    func sizes() {
        let usual = Self.config()
        #expect(TaskData(config: Self.config(test: 10)).train == TaskData(config: usual).train)
        #expect(AvailableSequences(Self.config(bits: 10)) == .shared(1_024))
        #expect(
            Self.config(bits: 60).model.contextLength == 60 && TaskShape(Self.config(bits: 60)).longestSequence == 60)
        #expect(Self.config(bits: 60).problem == nil)
    }
}
