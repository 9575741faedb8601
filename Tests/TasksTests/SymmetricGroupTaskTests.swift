import Kernels
import RunEvents
import Tasks
import Testing

@Suite("Composition in S₅")
struct SymmetricGroupTaskTests {
    private static let config = TaskPreset.config(for: .s5)
    private static let words = TaskVocabulary(config).tokens

    /// By carrying five things through both permutations, as their words say it: no numbers of permutations.
    private static func composition(_ a: String, _ b: String) -> String {
        let (first, second) = (Array(a), Array(b))
        return String(
            "12345".map { thing in
                let carried = second[thing.wholeNumberValue! - 1]
                return first[carried.wholeNumberValue! - 1]
            })
    }

    @Test("120 permutations, each once, in lexicographic order, the identity first") func permutations() {
        #expect(Self.words.count == 120 && Set(Self.words).count == 120 && Self.words == Self.words.sorted())
        #expect(Self.words.first == "12345" && Self.words.last == "54321")
        #expect(Self.words.allSatisfy { $0.sorted() == Array("12345") })
    }

    @Test("every answer is right, and read at the first token alone") func answers() {
        let data = TaskData(config: Self.config)
        for sequence in data.train + data.test {
            let (a, b) = (Self.words[Int(sequence.tokens[0])], Self.words[Int(sequence.tokens[1])])
            #expect(sequence.tokens.count == 2 && sequence.targets.count == 2 && sequence.targets[1] == -1)
            #expect(Self.words[Int(sequence.targets[0])] == Self.composition(a, b), "\(a) ∘ \(b)")
        }
    }

    @Test("train and test set are all pairs, each once") func pairs() {
        let data = TaskData(config: Self.config)
        #expect(data.train.count == 7_200 && data.test.count == 7_200)
        #expect(Set((data.train + data.test).map(\.tokens)).count == 14_400)
    }

    @Test("the group's laws: identity, inverses, associativity, and that it does not commute") func laws() {
        let all = 0..<120
        for a in all {
            #expect(SymmetricGroupTask.composition(a, 0) == a && SymmetricGroupTask.composition(0, a) == a)
            #expect(all.count { SymmetricGroupTask.composition(a, $0) == 0 } == 1)
        }
        for (a, b, c) in [(1, 7, 33), (119, 60, 5), (24, 25, 96)] {
            let (left, right) = (SymmetricGroupTask.composition(a, b), SymmetricGroupTask.composition(b, c))
            #expect(SymmetricGroupTask.composition(left, c) == SymmetricGroupTask.composition(a, right))
        }
        #expect(all.contains { SymmetricGroupTask.composition($0, 7) != SymmetricGroupTask.composition(7, $0) })
    }

    @Test("the size of the test set does not change the train set") func sizes() {
        let small = TaskPreset.config(for: .s5, data: RequestedData(trainSequences: 300, testSequences: 5))
        let usual = TaskPreset.config(for: .s5, data: RequestedData(trainSequences: 300))
        #expect(usual.data.testSequences == 14_100)
        #expect(TaskData(config: small).train == TaskData(config: usual).train)
    }

    @Test("the data of seed 42 is the same on every machine") func knownAnswer() {
        let train = TaskData(config: Self.config).train
        let sum = train.enumerated().reduce(0) { sum, element in
            let (index, sequence) = element
            return (sum + (index + 1) * (Int(sequence.tokens[0]) * 120 + Int(sequence.tokens[1]))) % 1_000_000_007
        }
        #expect(sum == 888_929_738)
    }
}
