import Kernels
import Probes
import RunEvents
import SpectralEdge
import Tasks
import Testing
import Transformer

@Suite("Readout probe")
struct ReadoutProbeTests {
    private static func run(_ planted: PlantedModel) throws -> ReadoutRecord {
        try #require(ReadoutProbe.run(planted.context, planted.snapshot, isCancelled: { false }))
    }

    @Test("counts, and a readout of every layer") func counts() throws {
        let record = try Self.run(PlantedModel())
        #expect(record.step == 7 && record.coordinate == .depth && record.sequences == 160)
        #expect(record.fittedTokens == 560 && record.scoredTokens == 240)
        // There are at most 3 + 9 + 27 + 81 + 243 beginnings, so tokens share states.
        #expect(record.sampledTokens == 560 && record.sampledRows < 300 && record.sampledRows > 100)
        #expect(record.unseenTokens > 0 && record.unseenTokens < 240)
        #expect(record.streams.count == 3)
        // The layers add nothing.
        #expect(record.streams[0] == record.streams[1] && record.streams[1] == record.streams[2])
    }

    @Test("what hides in a hundredth of the stream a line finds only where it is scaled up") func planted() throws {
        let record = try Self.run(PlantedModel())
        let stream = record.streams[2]
        // Embeddings of 0.01 weigh less than α, and the norm multiplies them by a hundred. The network sees deviation 1
        // in both.
        #expect(try #require(stream.linear.r2) < 0.3)
        #expect(try #require(record.normed.linear.r2) > 0.9)
        #expect(try #require(record.normed.quadratic.r2) > 0.99)
        #expect(record.normed.linear.accuracy == nil)
    }

    @Test("where numbers are names, answers get an output each", arguments: [TaskName.scan, .modadd])
    func accuracy(task: TaskName) throws {
        let planted = PlantedModel(tokenScale: 0.5)
        var config = planted.context.config
        config.task = task
        let context = ProbeContext(
            model: planted.context.model, config: config, test: Array(planted.context.readoutSequences))
        let record = try #require(ReadoutProbe.run(context, planted.snapshot, isCancelled: { false }))
        #expect(record.coordinate == (task == .scan ? .token : .residue))
        let stream = record.streams[2]
        #expect(try #require(stream.linear.accuracy) > 0.99)
        #expect(try #require(stream.quadratic.accuracy) > 0.99)
        #expect(try #require(stream.mlp.accuracy) > 0.99)
        // R² measures the numbers in both cases.
        #expect(stream.linear.r2 == (try Self.run(planted)).streams[2].linear.r2)
    }

    @Test("the same each time, and the same tokens at every step; parameters stay") func deterministic() throws {
        let planted = PlantedModel()
        let before = planted.snapshot.parameters
        let first = try Self.run(planted)
        #expect(try Self.run(planted) == first)
        var later = try Self.run(PlantedModel(step: 500))
        #expect(later.step == 500)
        later.step = 7
        #expect(later == first)
        #expect(planted.snapshot.parameters == before)
    }

    @Test("a model that has blown up has no figures, and is no error") func notFinite() throws {
        let planted = PlantedModel()
        var parameters = planted.snapshot.parameters
        parameters[planted.context.model.table["norm.weight"].range.lowerBound] = .infinity
        let snapshot = EdgeSnapshot(
            step: 7, parameters: parameters, directions: planted.snapshot.directions,
            trackedRange: planted.snapshot.trackedRange)
        let record = try #require(ReadoutProbe.run(planted.context, snapshot, isCancelled: { false }))
        for readout in [record.normed.linear, record.normed.quadratic, record.normed.mlp] {
            #expect(readout == ReadoutRecord.Readout(r2: nil, unseenR2: nil, accuracy: nil))
        }
        #expect(record.streams[2].linear.r2 != nil)
    }

    @Test("cancelled at any place it answers nothing", arguments: [0, 1, 2, 3, 7, 40]) func cancelled(after: Int) {
        let planted = PlantedModel(sequences: 5)
        var asked = 0
        let record = ReadoutProbe.run(planted.context, planted.snapshot) {
            asked += 1
            return asked > after
        }
        #expect(record == nil && asked > after)
    }

    @Test("readouts stand on whole sequences of at most the limit's tokens, and on one at least") func limit() {
        let context = PlantedModel(sequences: 4).context
        func count(_ lengths: [Int]) -> Int {
            let test = lengths.map { length in
                LabelledSequence(
                    tokens: Array(repeating: 0, count: length), targets: Array(repeating: 1, count: length))
            }
            return ProbeContext(model: context.model, config: context.config, test: test).readoutSequences.count
        }
        let limit = ProbeContext.readoutTokenLimit
        #expect(count([limit, 1]) == 1 && count([limit - 1, 1, 1]) == 2 && count([limit + 1, 1]) == 1)
        #expect(count([3, 4]) == 2)
    }
}
