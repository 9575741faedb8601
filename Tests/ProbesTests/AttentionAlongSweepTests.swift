import Kernels
import Probes
import RunEvents
import SpectralEdge
import Tasks
import Testing

/// Tests the entropy of attention beside loss, accuracy and KL as θ_S moves.
@Suite("Perturbation: attention")
struct AttentionAlongSweepTests {
    private static func record(_ setting: ProbeSetting) throws -> PerturbationRecord {
        try #require(PerturbationProbe.run(setting.context, setting.snapshot, isCancelled: { false }))
    }

    @Test("at every ε the entropy that the attention probe finds there", arguments: ProbeSetting.tasks)
    func entropy(task: TaskName) throws {
        let setting = ProbeSetting(task)
        let record = try Self.record(setting)
        let range = setting.snapshot.trackedRange
        for (sweep, direction) in zip(record.sweeps, setting.snapshot.directions) {
            var entropies: Set<Double> = []
            for point in sweep.points {
                let entropy = try #require(point.attentionEntropy)
                entropies.insert(entropy)
                guard [-0.03, 0, 0.0125].contains(point.epsilon) else { continue }
                var moved = setting.snapshot.parameters
                for (index, place) in range.enumerated() {
                    moved[place] = Float(Double(moved[place]) + point.epsilon * Double(direction[index]))
                }
                let there = EdgeSnapshot(step: 500, parameters: moved, directions: [], trackedRange: range)
                let attention = try #require(AttentionProbe.run(setting.context, there, isCancelled: { false }))
                #expect(attention.summary.entropy == entropy, "at \(point.epsilon)")
            }
            #expect(entropies.count == 25)
        }
    }

    @Test("loss and KL are those of an evaluation nobody looks at") func unchanged() throws {
        let setting = ProbeSetting(.dyck)
        let record = try Self.record(setting)
        let direction = setting.snapshot.directions[1].map { Double($0) }
        for point in record.sweeps[1].points {
            let sums = setting.sums { $1 + point.epsilon * direction[$0] }
            #expect(point.loss == sums.meanLoss && point.accuracy == sums.accuracy)
        }
        #expect(try Self.record(setting) == record)
    }
}
