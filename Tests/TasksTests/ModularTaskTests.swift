import Kernels
import RunEvents
import Tasks
import Testing

@Suite("Modular arithmetic")
struct ModularTaskTests {
    static let tasks = TaskList.all.compactMap { $0 as? ModularTask }.map(\.name)

    /// By counting up and down the circle of p numbers: no multiplication, no remainder.
    private static func answer(_ task: TaskName, _ a: Int, _ b: Int, _ p: Int) -> Int {
        func sum(_ x: Int, _ y: Int) -> Int { (0..<y).reduce(x) { value, _ in value + 1 == p ? 0 : value + 1 } }
        func product(_ x: Int, _ y: Int) -> Int { (0..<y).reduce(0) { value, _ in sum(value, x) } }
        switch task {
        case .modadd: return sum(a, b)
        case .modsub: return (0..<b).reduce(a) { value, _ in value == 0 ? p - 1 : value - 1 }
        case .modmul: return product(a, b)
        case .modx2y2: return sum(product(a, a), product(b, b))
        case .modx2xyy2: return sum(sum(product(a, a), product(a, b)), product(b, b))
        case .modx3xy: return sum(product(product(a, a), a), product(a, b))
        default: return -1
        }
    }

    private static func config(_ task: TaskName, modulus: Int, train: Int? = nil, test: Int? = nil) -> RunConfig {
        TaskPreset.config(
            for: task,
            data: RequestedData(trainSequences: train, testSequences: test, parameters: ["modulus": .integer(modulus)]))
    }

    @Test("every answer is right, and read at the first token alone", arguments: tasks, [2, 3, 13])
    func answers(task: TaskName, modulus: Int) {
        let data = TaskData(config: Self.config(task, modulus: modulus))
        for sequence in data.train + data.test {
            guard sequence.tokens.count == 2, sequence.targets.count == 2 else {
                Issue.record("\(sequence)")
                continue
            }
            let (a, b) = (Int(sequence.tokens[0]), Int(sequence.tokens[1]))
            let expected = Self.answer(task, a, b, modulus)
            #expect(sequence.targets == [Int32(expected), -1], "\(a), \(b) modulo \(modulus)")
            #expect(sequence.source.isEmpty && (0..<modulus).contains(expected))
        }
    }

    @Test("train and test set are all pairs, each once", arguments: tasks, [2, 7, 97])
    func pairs(task: TaskName, modulus: Int) {
        let data = TaskData(config: Self.config(task, modulus: modulus))
        #expect(data.train.count == modulus * modulus / 2)
        let tokens = (data.train + data.test).map(\.tokens)
        let all = (0..<modulus).flatMap { a in (0..<modulus).map { b in [Int32(a), Int32(b)] } }
        #expect(tokens.count == all.count && Set(tokens) == Set(all))
    }

    @Test("six operations, and a and b are not exchanged") func operations() {
        let tasks = TaskList.all.compactMap { $0 as? ModularTask }
        #expect(tasks.map { $0.answer(5, 3, modulus: 97) } == [8, 2, 15, 34, 49, 43])
        #expect(tasks.map { $0.answer(3, 5, modulus: 97) } == [8, 95, 15, 34, 49, 42])
    }

    @Test("pairs are shuffled: neither number nor answer is rare in the train set") func shuffled() {
        let train = TaskData(config: TaskPreset.config(for: .modadd)).train
        for values in [train.map { $0.tokens[0] }, train.map { $0.tokens[1] }, train.map { $0.targets[0] }] {
            var counts = [Int](repeating: 0, count: 97)
            for value in values { counts[Int(value)] += 1 }
            // 48.5 of each expected, with a standard deviation of √(97/4) = 4.9 at most; five of them.
            #expect(counts.allSatisfy { (24...73).contains($0) }, "\(counts)")
        }
    }

    @Test("the size of the test set does not change the train set, which a larger one begins with")
    func sizes() {
        let usual = TaskData(config: Self.config(.modmul, modulus: 31, train: 200))
        #expect(usual.test.count == 761)
        let fewTests = TaskData(config: Self.config(.modmul, modulus: 31, train: 200, test: 5))
        #expect(fewTests.train == usual.train && fewTests.test == Array(usual.test.prefix(5)))
        let larger = TaskData(config: Self.config(.modmul, modulus: 31, train: 300))
        #expect(Array(larger.train.prefix(200)) == usual.train)
    }

    @Test("the shape that the task asks of a model follows p", arguments: tasks, [5, 97]) func shape(
        task: TaskName, modulus: Int
    ) {
        let shape = TaskShape(Self.config(task, modulus: modulus))
        #expect(shape.vocabulary == modulus && shape.classes == modulus && shape.longestSequence == 2)
        #expect(shape.sourceVocabulary == nil && shape.longestSource == nil)
        #expect(shape.mask == .none && shape.readOut == .firstToken)
    }

    @Test("primes") func primes() {
        let primes = (-3...100).filter(Primes.contains)
        #expect(
            primes == [
                2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97,
            ])
        #expect(Primes.contains(313) && !Primes.contains(17 * 17))
    }
}
