import Foundation
import Kernels
import Probes
import RunEvents
import SpectralEdge
import Tasks
import Testing
import Training
import Transformer

/// What a network knows, against evaluations and other measurements of the same parameters.
@Suite("Knowledge")
struct KnowledgeProbeTests {
    /// A small model with random parameters, and a run's whole sets.
    private struct Setting {
        let context: ProbeContext
        let snapshot: EdgeSnapshot
        let data: TaskData

        init(_ task: TaskName, test: Int, edit: (inout [Float], ParameterTable) -> Void = { _, _ in }) {
            var config = TaskPreset.config(for: task)
            (config.model.modelWidth, config.model.heads, config.model.feedForwardWidth) = (16, 2, 32)
            if config.data.parameters["modulus"] != nil { config.data.parameters["modulus"] = .integer(11) }
            (config.data.trainSequences, config.data.testSequences) = (40, test)
            MatrixProduct.useCallingThreadOnly()
            let model = TransformerModel(for: config)
            data = TaskData(config: config)
            context = ProbeContext(model: model, config: config, test: data.test, train: data.train)
            let arena = Arena(count: model.table.count)
            var generator = RandomGenerator(seed: 9, stream: .initialization)
            model.table.initialize(arena, from: &generator)
            var parameters = arena.contents()
            edit(&parameters, model.table)
            snapshot = EdgeSnapshot(
                step: 70, parameters: parameters, directions: [], trackedRange: model.trackedRange(.attention))
        }

        func record() throws -> KnowledgeRecord {
            try #require(KnowledgeProbe.run(context, snapshot, isCancelled: { false }))
        }

        /// Sums and log-probabilities of some sequences, by the evaluator.
        func evaluated(_ sequences: [LabelledSequence]) -> (sums: CrossEntropy.Sums, rows: [[Float]]) {
            let arena = Arena(count: snapshot.parameters.count)
            arena.replaceContents(with: snapshot.parameters)
            let evaluator = Evaluator(
                model: context.model, pool: WorkerPool(threadCount: 1), sequences: sequences)
            let (sums, rows) = evaluator.logProbabilities(context.model.views(arena.base))
            let classes = context.model.shape.classes
            return (
                sums,
                stride(from: 0, to: rows.count, by: classes).map { Array(rows[$0..<$0 + classes]) }
            )
        }
    }

    @Test(
        "as many pairs of either set are right as evaluations count",
        arguments: [TaskName.modadd, .modmul, .modx3xy, .s5], [60, 81])
    func table(task: TaskName, test: Int) throws {
        let setting = Setting(task, test: test)
        let table = try #require(setting.record().table)
        #expect(table.size == setting.context.model.shape.classes)
        #expect(table.isTrained.count { $0 } == 40)
        for (trained, sequences) in [(true, setting.data.train), (false, setting.data.test)] {
            let entries = sequences.map { Int($0.tokens[0]) * table.size + Int($0.tokens[1]) }
            #expect(entries.allSatisfy { table.isTrained[$0] == trained })
            #expect(zip(entries, sequences).allSatisfy { table.truth[$0] == $1.targets[0] })
            #expect(entries.count { table.isRight($0) } == setting.evaluated(sequences).sums.correct)
        }
        let (trained, held) = (table.count(trained: true), table.count(trained: false))
        #expect(trained.all == 40 && held.all == table.size * table.size - 40)
        // Pairs of neither set are answered too.
        #expect(table.answers.allSatisfy { (0..<Int32(table.size)).contains($0) })
    }

    @Test("the spectrum is the Fourier probe's, figure by figure") func spectrum() throws {
        let setting = Setting(.modadd, test: 81)
        let fourier = try #require(FourierProbe.run(setting.context, setting.snapshot, isCancelled: { false }))
        let record = try setting.record()
        #expect(record.spectrum == fourier.embedding)
        #expect(record.circle?.frequency == fourier.embedding?.top[0].frequency)
        #expect(record.circle?.share == fourier.embedding?.top[0].share)
    }

    @Test("embeddings planted on a circle come back as that circle") func circle() throws {
        let setting = Setting(.modadd, test: 81) { parameters, table in
            let entry = table["tok.weight"]
            for index in 0..<entry.count {
                let angle = 2 * Double.pi * Double(3 * (index / 16)) / 11
                parameters[entry.offset + index] = Float([cos(angle), sin(angle)][index % 2])
            }
        }
        let circle = try #require(setting.record().circle)
        #expect(circle.frequency == 3 && abs(circle.share - 1) < 1e-6)
        for residue in 0..<11 {
            let angle = 2 * Double.pi * Double(3 * residue) / 11
            // Eight of the sixteen components are the cosine, eight the sine.
            #expect(abs(circle.x[residue] - 8.0.squareRoot() * cos(angle)) < 1e-5)
            #expect(abs(circle.y[residue] - 8.0.squareRoot() * sin(angle)) < 1e-5)
        }
    }

    @Test(
        "the samples' answers and probabilities are the evaluator's",
        arguments: [TaskName.dyck, .scan, .parity, .modsub])
    func samples(task: TaskName) throws {
        let setting = Setting(task, test: 60)
        let record = try setting.record()
        let words = TaskVocabulary(setting.context.config)
        #expect(record.samples.count == KnowledgeProbe.sampleCount)
        for (sample, sequence) in zip(record.samples, setting.data.test) {
            let rows = setting.evaluated([sequence]).rows
            #expect(rows.count == sample.predictions.count)
            for (row, prediction) in zip(rows, sample.predictions) {
                let largest = try #require(row.max())
                let place = try #require(row.firstIndex(of: largest))
                #expect(prediction.word == words.targets[place])
                #expect(abs(prediction.probability - exp(Double(largest))) < 1e-5)
            }
            #expect(sample.truth == sequence.targets.filter { $0 >= 0 }.map { words.targets[Int($0)] })
        }
        #expect((record.table == nil) == (task != .modsub) && (record.spectrum == nil) == (task != .modsub))
    }

    @Test("a command is answered word by word, each after the answer so far") func greedy() throws {
        let setting = Setting(.scan, test: 20)
        let words = TaskVocabulary(setting.context.config)
        for text in ["jump twice and look", "walk", "turn around left thrice after run opposite right"] {
            let question = try setting.context.config.question(text)
            let answer = try #require(QuestionProbe.answer(question, setting.context, setting.snapshot))
            #expect(answer.question == text.split(separator: " ").map(String.init))
            let said = try answer.predictions.map { Int32(try #require(words.targets.firstIndex(of: $0.word))) }
            let tokens = [ScanTask.beginToken] + said.dropLast()
            let rows = setting.evaluated([
                LabelledSequence(source: question.source, tokens: tokens, targets: said)
            ]).rows
            for (row, prediction) in zip(rows, answer.predictions) {
                let largest = try #require(row.max())
                let place = try #require(row.firstIndex(of: largest))
                #expect(words.targets[place] == prediction.word)
            }
            #expect(said.last == ScanTask.endToken || said.count == ScanTask.longestSequence)
            #expect(!said.dropLast().contains(ScanTask.endToken))
            let product = answer.predictions.map(\.probability).reduce(1, *)
            #expect(answer.probability == product)
        }
    }

    @Test("a question of the data set is answered as the table and the samples have it") func asked() throws {
        let setting = Setting(.modadd, test: 81)
        let table = try #require(setting.record().table)
        for (a, b) in [(0, 0), (3, 9), (10, 10), (7, 2)] {
            let question = try setting.context.config.question("\(a) + \(b)")
            let answer = try #require(QuestionProbe.answer(question, setting.context, setting.snapshot))
            #expect(answer.predictions.map(\.word) == ["\(table.answers[a * 11 + b])"])
            #expect(answer.truth == ["\((a + b) % 11)"] && answer.isRight == table.isRight(a * 11 + b))
        }
    }

    @Test("cancelled at any of its questions it gives up") func cancelled() {
        let setting = Setting(.modadd, test: 81)
        #expect(KnowledgeProbe.run(setting.context, setting.snapshot, isCancelled: { true }) == nil)
    }
}
