import Foundation
import Kernels
import TestSupport
import Testing
import Transformer

/// Every kind of model against its naive twin: widths of 6 and 8, two and three heads, one to seven keys.
@Suite("Attention, looked at")
struct AttentionStatisticsTests {
    /// Longer than what a pattern shows, in heads of 16 so that few keys go their own way through the kernels.
    private static let long = ModelCase(
        testDescription: "causal, 31 places",
        shape: TransformerShape(
            encoder: SequenceLayout.Input(vocabulary: 2, contextLength: 31), classes: 3, modelWidth: 16, layers: 1,
            heads: 1, feedForwardWidth: 5, mask: .causal),
        sequences: [
            LabelledSequence(tokens: (0..<31).map { $0 % 3 == 0 ? 1 : 0 }, targets: (0..<31).map { $0 % 3 }),
            LabelledSequence(tokens: [1, 0], targets: [0, 1]),
        ])

    private static let wide = ModelCase(
        testDescription: "first token, heads of 16",
        shape: TransformerShape(
            encoder: SequenceLayout.Input(vocabulary: 3, contextLength: 7), classes: 5, modelWidth: 32, layers: 2,
            heads: 2, feedForwardWidth: 12, mask: .none, readOut: .firstToken),
        sequences: ModelCase.firstToken(layers: 2).sequences)

    private static let cases = ModelCase.all + [long, wide]

    @Test("probabilities of a sequence alone, query by query", arguments: cases)
    func probabilities(test: ModelCase) {
        let model = TinyModel(test.shape)
        for sequence in test.sequences {
            let expected = NaiveAttention(model.naive, [sequence])
            let batch = model.batch([sequence])
            let workspace = model.workspace(batch, .inspection)
            model.model.forward(parameters: model.views, batch: batch, workspace: workspace)
            withExtendedLifetime(workspace) {
                check(ForwardPass(model: model.model, batch: batch, workspace: workspace).attentions, expected)
            }
        }
    }

    private func check(_ readings: [AttentionReading], _ expected: NaiveAttention) {
        #expect(readings.map(\.place) == expected.places)
        for reading in readings {
            var rest = expected.queries[reading.place]!.flatMap { $0 }[...]
            reading.forEachQuery { query in
                guard let twin = rest.popFirst() else { return #expect(Bool(false), "a query too many") }
                #expect(query.position == twin.position && query.copies == 1)
                #expect(query.probabilities.count == twin.probabilities.count)
                let differences = zip(query.probabilities, twin.probabilities).map { abs(Double($0) - $1) }
                // Scores reach some tens here: rounded to 6e-8 of that, and again in the layer below.
                #expect(differences.max()! < 5e-6, "\(reading.place), position \(query.position)")
            }
            #expect(rest.isEmpty)
        }
    }

    /// The case's own sequences, which share what can be shared, and some 1,500 random tokens: several chunks.
    private static func sequences(_ test: ModelCase) -> [LabelledSequence] {
        test.sequences + ModelCase.random(test.shape, count: 400)
    }

    @Test("means over sequences that share rows, each token counted", arguments: cases)
    func statistics(test: ModelCase) throws {
        let model = TinyModel(test.shape)
        let sequences = Self.sequences(test)
        let expected = NaiveAttention(model.naive, sequences)
        let evaluator = Evaluator(
            model: model.model, pool: WorkerPool(threadCount: 1), sequences: sequences, purpose: .inspection)
        var attention = ModelAttention()
        var chunks = 0
        _ = evaluator.evaluate(model.views) {
            attention.add($0)
            chunks += 1
        }
        #expect(test.shape.readOut == .firstToken || chunks > 1)
        #expect(attention.attentions.map(\.place) == expected.places)
        var entropies: [Double] = []
        for statistics in attention.attentions {
            let heads = expected.queries[statistics.place]!
            #expect(statistics.heads.count == heads.count)
            #expect(statistics.queries == heads[0].count)
            let uniform = expected.mean(heads[0]) { log(Double($0.probabilities.count)) }
            #expect(abs(statistics.uniformEntropy - uniform) < 1e-12)
            for (head, queries) in heads.enumerated() {
                try check(statistics, head, expected, queries)
                entropies.append(expected.mean(queries, \.entropy))
            }
        }
        #expect(abs(attention.entropy - entropies.reduce(0, +) / Double(entropies.count)) < 1e-6)
    }

    private func check(
        _ statistics: AttentionStatistics, _ head: Int, _ expected: NaiveAttention, _ queries: [NaiveAttention.Query]
    ) throws {
        #expect(abs(statistics.entropy(head: head) - expected.mean(queries, \.entropy)) < 1e-6)
        let choosing = queries.filter { $0.probabilities.count > 1 }
        let relative = expected.mean(choosing) { $0.entropy / log(Double($0.probabilities.count)) }
        #expect(abs(try #require(statistics.relativeEntropy(head: head)) - relative) < 1e-6)
        let distance = expected.mean(choosing, \.distance)
        #expect(abs(try #require(statistics.distanceFromUniform(head: head)) - distance) < 1e-6)

        let byPosition = Dictionary(grouping: queries, by: \.position).values.map { expected.mean($0, \.entropy) }
        let positionEntropy = byPosition.reduce(0, +) / Double(byPosition.count)
        #expect(abs(statistics.positionEntropy(head: head) - positionEntropy) < 1e-6)

        let (pattern, twin) = (statistics.pattern(head: head), expected.pattern(queries))
        #expect(pattern.map(\.count) == twin.map(\.count))
        #expect(zip(pattern.joined(), twin.joined()).allSatisfy { abs($0 - $1) < 1e-6 })
    }

    @Test("where every query sees one key there is nothing to choose") func noChoice() {
        let test = ModelCase.causal
        let model = TinyModel(test.shape)
        let evaluator = Evaluator(
            model: model.model, pool: WorkerPool(threadCount: 1),
            sequences: [LabelledSequence(tokens: [1], targets: [0]), LabelledSequence(tokens: [2], targets: [0])],
            purpose: .inspection)
        var attention = ModelAttention()
        _ = evaluator.evaluate(model.views) { attention.add($0) }
        #expect(attention.entropy == 0)
        for statistics in attention.attentions {
            #expect(statistics.queries == 2 && statistics.uniformEntropy == 0)
            #expect(statistics.relativeEntropy(head: 1) == nil && statistics.distanceFromUniform(head: 1) == nil)
            #expect(statistics.positionEntropy(head: 1) == 0 && statistics.pattern(head: 1) == [[1]])
        }
    }

    @Test("to look on changes no bit of an evaluation", arguments: cases)
    func looking(test: ModelCase) {
        let model = TinyModel(test.shape)
        let other = TinyModel(test.shape, seed: 9)
        let sequences = Self.sequences(test)
        func results(_ purpose: TransformerWorkspace.Purpose) -> (CrossEntropy.Sums, [Float], CrossEntropy.Sums, Double)
        {
            let evaluator = Evaluator(
                model: model.model, pool: WorkerPool(threadCount: 1), sequences: sequences, purpose: purpose)
            var attention = ModelAttention()
            let read: Evaluator.Reader = { if purpose == .inspection { attention.add($0) } }
            let (sums, rows) = evaluator.logProbabilities(model.views, reading: read)
            let (otherSums, divergence) = evaluator.evaluate(other.views, against: rows, reading: read)
            #expect(evaluator.evaluate(model.views, reading: read) == sums)
            return (sums, rows, otherSums, divergence)
        }
        #expect(results(.inspection) == results(.evaluation))
    }
}
