import Kernels
import Probes
import TestSupport
import Testing

@Suite("Readouts")
struct ReadoutTests {
    /// 40 states of four numbers far from zero, some of which stand for many tokens; two outputs, a sum and a product,
    /// with noise.
    private struct Setting {
        let states: Grid
        let targets: [[Double]]
        let tokens: [Int]
        let fitted: Int

        init() {
            var generator = RandomGenerator(seed: 5, stream: .probes)
            let states = Grid.random(40, 4, mean: 3, from: &generator)
            self.states = states
            targets = [
                (0..<40).map { states[$0, 0] - 2 * states[$0, 3] + 0.1 * generator.normal() },
                (0..<40).map { states[$0, 1] * states[$0, 2] + 0.1 * generator.normal() },
            ]
            // A product of two numbers favours the first rows, so that weights differ.
            tokens = (0..<120).map { _ in generator.integer(below: 40) * generator.integer(below: 40) / 40 }
            fitted = 80
        }

        var split: ReadoutSplit { ReadoutSplit(tokens: tokens, fitted: fitted, sampled: fitted, rows: states.rows) }
        var all: WeightedRows { WeightedRows(counts: Array(repeating: 1, count: states.rows)) }
        var fitTokens: [Int] { Array(tokens.prefix(fitted)) }

        var problem: ReadoutProblem {
            ReadoutProblem(
                states: DoubleMatrix(rows: 40, columns: 4, values: states.values),
                targets: DoubleMatrix(rows: 2, columns: 40, values: targets.flatMap { $0 }))
        }
    }

    private static func pairwise(
        _ problem: ReadoutProblem, fit: WeightedRows, at rows: WeightedRows
    ) -> DoubleMatrix? {
        PairwiseReadout(problem.states, fit: fit)?.predictions(of: [problem.targets], at: rows)?[0]
    }

    @Test("one readout predicts several sets of targets, each with the bits that it has alone") func shared() throws {
        let setting = Setting()
        let sets = setting.targets.map { DoubleMatrix(rows: 1, columns: 40, values: $0) } + [setting.problem.targets]
        let states = setting.problem.states
        let (fit, all) = (setting.split.fit, setting.all)
        let linear = try #require(LinearReadout(states, fit: fit))
        let pairwise = try #require(PairwiseReadout(states, fit: fit)?.predictions(of: sets, at: all))
        for (set, together) in zip(sets, pairwise) {
            let alone = try #require(LinearReadout(states, fit: fit)?.predictions(of: set))
            #expect(linear.predictions(of: set)?.values == alone.values)
            #expect(PairwiseReadout(states, fit: fit)?.predictions(of: [set], at: all)?[0].values == together.values)
        }
    }

    @Test("pairwise asks before it factorizes and between blocks, and gives up there") func cancelledPairwise() throws {
        let setting = Setting()
        let (states, fit) = (setting.problem.states, setting.split.fit)
        #expect(PairwiseReadout(states, fit: fit, isCancelled: { true }) == nil)
        let readout = try #require(PairwiseReadout(states, fit: fit))
        #expect(readout.predictions(of: [setting.problem.targets], at: setting.all, isCancelled: { true }) == nil)
    }

    @Test("linear ridge as normal equations over tokens") func linear() throws {
        let setting = Setting()
        let predictions = try #require(
            LinearReadout(setting.problem.states, fit: setting.split.fit)?
                .predictions(of: setting.problem.targets))
        let expected = setting.targets.flatMap {
            NaiveRidge.predictions(features: setting.states, targets: $0, tokens: setting.fitTokens, alpha: 1)
        }
        #expect(relativeError(predictions.values, expected) < 1e-10)
    }

    @Test("pairwise ridge as normal equations with every product written out") func pairwise() throws {
        let setting = Setting()
        let predictions = try #require(
            Self.pairwise(setting.problem, fit: setting.split.fit, at: setting.all))
        let features = NaiveRidge.pairwise(setting.states)
        #expect(features.columns == 4 + 6)
        let expected = setting.targets.flatMap {
            NaiveRidge.predictions(features: features, targets: $0, tokens: setting.fitTokens, alpha: 10)
        }
        #expect(relativeError(predictions.values, expected) < 1e-9)
    }

    @Test("pairwise predictions go over more rows than one block") func blocks() throws {
        var generator = RandomGenerator(seed: 6, stream: .probes)
        let states = Grid.random(1_100, 3, from: &generator)
        let targets = (0..<1_100).map { states[$0, 0] * states[$0, 1] }
        let tokens = (0..<1_100).filter { $0 % 9 == 0 }
        let predictions = Self.pairwise(
            ReadoutProblem(
                states: DoubleMatrix(rows: 1_100, columns: 3, values: states.values),
                targets: DoubleMatrix(rows: 1, columns: 1_100, values: targets)),
            fit: ReadoutSplit(tokens: tokens, fitted: tokens.count, sampled: 0, rows: 1_100).fit,
            at: WeightedRows(counts: Array(repeating: 1, count: 1_100)))
        let expected = NaiveRidge.predictions(
            features: NaiveRidge.pairwise(states), targets: targets, tokens: tokens, alpha: 10)
        #expect(relativeError(try #require(predictions).values, expected) < 1e-9)
    }

    @Test("pairwise predictions where they were asked for are the same as among all, and elsewhere none") func asked()
        throws
    {
        let setting = Setting()
        let (fit, score) = (setting.split.fit, setting.split.score)
        let all = try #require(Self.pairwise(setting.problem, fit: fit, at: setting.all))
        let some = try #require(Self.pairwise(setting.problem, fit: fit, at: score))
        #expect(score.indices.count < 40)
        for row in 0..<40 {
            let isAsked = score.indices.contains(row)
            #expect(isAsked ? abs(some[1, row] - all[1, row]) < 1e-9 : some[1, row].isNaN, "row \(row)")
        }
    }

    @Test("states that are no numbers have no closed form, and no figure of a network") func notFinite() {
        let setting = Setting()
        var states = setting.problem.states
        states[setting.tokens[0], 2] = .nan
        let problem = ReadoutProblem(states: states, targets: setting.problem.targets)
        let split = setting.split
        #expect(LinearReadout(states, fit: split.fit)?.predictions(of: problem.targets) == nil)
        #expect(Self.pairwise(problem, fit: split.fit, at: split.score) == nil)
        var generator = RandomGenerator(seed: 1, stream: .probes)
        let network = NetworkReadout.predictions(problem, fit: split.fit, from: &generator, isCancelled: { false })
        #expect(ReadoutScore.r2(network, setting.problem.targets, over: split.score) == nil)
        #expect(ReadoutScore.accuracy(network, classes: Array(repeating: 0, count: 40), over: split.score) == nil)
    }

    @Test("a network finds what no line does, the same bits each time") func network() throws {
        var generator = RandomGenerator(seed: 7, stream: .probes)
        let states = Grid.random(1_000, 3, from: &generator)
        let targets = (0..<1_000).map { abs(states[$0, 0]) - states[$0, 1] * states[$0, 1] + 50 }
        let problem = ReadoutProblem(
            states: DoubleMatrix(rows: 1_000, columns: 3, values: states.values),
            targets: DoubleMatrix(rows: 1, columns: 1_000, values: targets))
        let split = ReadoutSplit(tokens: Array(0..<1_000), fitted: 700, sampled: 0, rows: 1_000)
        func predictions(seed: UInt64) -> DoubleMatrix {
            var generator = RandomGenerator(seed: seed, stream: .probes)
            return NetworkReadout.predictions(problem, fit: split.fit, from: &generator, isCancelled: { false })
        }
        let first = predictions(seed: 1)
        #expect(try #require(ReadoutScore.r2(first, problem.targets, over: split.score)) > 0.98)
        let linear = LinearReadout(problem.states, fit: split.fit)?.predictions(of: problem.targets)
        #expect(try #require(ReadoutScore.r2(linear, problem.targets, over: split.score)) < 0.2)
        #expect(predictions(seed: 1).values == first.values)
        #expect(predictions(seed: 2).values != first.values)
    }

    @Test("a cancelled network stops before its first epoch") func cancelled() {
        let setting = Setting()
        var asked = 0
        var generator = RandomGenerator(seed: 1, stream: .probes)
        _ = NetworkReadout.predictions(setting.problem, fit: setting.split.fit, from: &generator) {
            asked += 1
            return true
        }
        #expect(asked == 1)
    }
}
