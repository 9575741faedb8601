import Foundation
import Kernels
import Probes
import RunEvents
import SpectralEdge
import Tasks
import Testing
import Transformer

@Suite("Attention probe")
struct AttentionProbeTests {
    private static func record(_ setting: ProbeSetting) throws -> AttentionRecord {
        try #require(AttentionProbe.run(setting.context, setting.snapshot, isCancelled: { false }))
    }

    /// A model whose queries are all zero, so that every key scores alike.
    private static func uniform(_ task: TaskName) -> ProbeSetting {
        ProbeSetting(task) { parameters, table in
            for entry in table.entries where entry.name.contains("in_proj") {
                let queries = entry.range.prefix(entry.count / 3)
                for index in queries { parameters[index] = 0 }
            }
        }
    }

    @Test("without queries attention is uniform: distance 0, entropy ln n", arguments: ProbeSetting.tasks)
    func uniform(task: TaskName) throws {
        let record = try Self.record(Self.uniform(task))
        #expect(abs(record.summary.entropy - record.summary.uniformEntropy) < 1e-6)
        #expect(abs(try #require(record.summary.relativeEntropy) - 1) < 1e-6)
        #expect(try #require(record.summary.distanceFromUniform) < 1e-6)
        for attention in record.attentions {
            for head in attention.heads {
                #expect(abs(head.summary.entropy - head.summary.uniformEntropy) < 1e-6)
                #expect(try #require(head.summary.distanceFromUniform) < 1e-6)
            }
        }
        switch task {
        case .modadd: #expect(abs(record.summary.entropy - log(2)) < 1e-6)
        case .dyck:
            // Each position counts once: the mean of ln n over all 24 of them is 2.2827.
            let expected = (1...24).reduce(0.0) { $0 + log(Double($1)) } / 24
            #expect(abs(record.summary.positionEntropy - expected) < 1e-6 && abs(expected - 2.2827) < 1e-4)
            for (position, row) in record.attentions[1].heads[0].pattern.enumerated() {
                #expect(row.count == position + 1)
                #expect(row.allSatisfy { abs($0 - 1 / Float(position + 1)) < 1e-6 })
            }
        default: break
        }
    }

    @Test("which attentions there are, and of how many queries") func places() throws {
        func places(_ task: TaskName) throws -> [(AttentionRecord.Attention.Kind, Int, Int)] {
            try Self.record(ProbeSetting(task)).attentions.map { ($0.kind, $0.layer, $0.queries) }
        }
        func tokens(_ task: TaskName, _ part: KeyPath<LabelledSequence, [Int32]>) -> Int {
            ProbeSetting(task).context.sequences.reduce(0) { $0 + $1[keyPath: part].count }
        }
        let dyck = tokens(.dyck, \.tokens)
        #expect(try places(.dyck).elementsEqual([(.encoderSelf, 1, dyck), (.encoderSelf, 2, dyck)], by: ==))
        // The last layer computes only position 0.
        #expect(try places(.modadd).elementsEqual([(.encoderSelf, 1, 120), (.encoderSelf, 2, 60)], by: ==))
        let (source, target) = (tokens(.scan, \.source), tokens(.scan, \.tokens))
        #expect(
            try places(.scan).elementsEqual(
                [
                    (.encoderSelf, 1, source), (.encoderSelf, 2, source), (.decoderSelf, 1, target),
                    (.decoderCross, 1, target), (.decoderSelf, 2, target), (.decoderCross, 2, target),
                ], by: ==))
    }

    @Test("rows of a pattern are probabilities, 24 at most", arguments: ProbeSetting.tasks)
    func patterns(task: TaskName) throws {
        let record = try Self.record(ProbeSetting(task))
        for attention in record.attentions {
            for head in attention.heads {
                #expect(!head.pattern.isEmpty && head.pattern.count <= 24)
                for row in head.pattern {
                    #expect(!row.isEmpty && row.count <= 24)
                    #expect(row.allSatisfy { $0 >= 0 } && abs(row.reduce(0, +) - 1) < 1e-5)
                }
            }
        }
    }

    @Test("the summary is the mean over all heads", arguments: ProbeSetting.tasks)
    func summary(task: TaskName) throws {
        let record = try Self.record(ProbeSetting(task))
        let heads = record.attentions.flatMap(\.heads).map(\.summary)
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
        #expect(heads.count == record.attentions.count * 2)
        #expect(abs(record.summary.entropy - mean(heads.map(\.entropy))) < 1e-12)
        #expect(abs(record.summary.positionEntropy - mean(heads.map(\.positionEntropy))) < 1e-12)
        #expect(
            abs(try #require(record.summary.distanceFromUniform) - mean(heads.compactMap(\.distanceFromUniform)))
                < 1e-12)
        #expect(try #require(record.summary.distanceFromUniform) > 0.001)
        #expect(record.summary.entropy < record.summary.uniformEntropy)
    }

    @Test("the same snapshot gives the same record, and stays as it is", arguments: ProbeSetting.tasks)
    func determinism(task: TaskName) throws {
        let setting = ProbeSetting(task)
        let parameters = setting.snapshot.parameters
        let record = try Self.record(setting)
        #expect(try Self.record(setting) == record)
        #expect(setting.snapshot.parameters == parameters)
        #expect(record.step == 500 && record.sequences == 60)
    }

    @Test("cancelled before or after its pass it answers nothing", arguments: [0, 1])
    func cancelled(calls: Int) {
        let setting = ProbeSetting(.dyck)
        var asked = 0
        #expect(
            AttentionProbe.run(setting.context, setting.snapshot) {
                defer { asked += 1 }
                return asked >= calls
            } == nil)
    }
}
