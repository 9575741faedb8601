import Kernels
import Probes
import RunEvents
import SpectralEdge
import Tasks
import Testing

/// Tests the step-by-step removal of θ_S's part along the edge.
@Suite("Ablation by scale")
struct ScaleSweepTests {
    private static func record(_ setting: ProbeSetting) throws -> AblationRecord {
        try #require(AblationProbe.run(setting.context, setting.snapshot, isCancelled: { false }))
    }

    @Test("from nothing removed to all of it, bit for bit as measured alone", arguments: ProbeSetting.tasks)
    func sweep(task: TaskName) throws {
        let setting = ProbeSetting(task)
        let record = try Self.record(setting)
        let sweep = try #require(record.scaleSweep)
        #expect(sweep.map(\.scale) == [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
        let edge = try #require(record.removals.first { $0.directions == [1, 2] })
        #expect(sweep[0].loss == record.baseLoss && sweep[0].accuracy == record.baseAccuracy)
        #expect(sweep[10].loss == edge.loss && sweep[10].accuracy == edge.accuracy)

        let tracked = setting.snapshot.parameters[setting.snapshot.trackedRange]
        let part = Directions.projection(
            of: tracked, onSpanOf: setting.snapshot.directions[..<2].map { $0.map { Double($0) } })
        for point in sweep {
            let sums = setting.sums { $1 - point.scale * part[$0] }
            #expect(point.loss == sums.meanLoss && point.accuracy == sums.accuracy, "at \(point.scale)")
        }
        #expect(Set(sweep.map(\.loss)).count == 11)
    }

    @Test("without a second direction there is no edge to remove", arguments: [0, 1])
    func noEdge(directions: Int) throws {
        let record = try Self.record(ProbeSetting(.dyck, directions: directions))
        #expect(record.scaleSweep == nil && record.removals.count == directions)
    }

    @Test("the same snapshot gives the same record, and stays as it is") func determinism() throws {
        let setting = ProbeSetting(.dyck)
        let parameters = setting.snapshot.parameters
        let record = try Self.record(setting)
        #expect(try Self.record(setting) == record)
        #expect(setting.snapshot.parameters == parameters)
    }

    /// The probe asks for cancellation at three removals before the sweep begins.
    @Test("cancelled in the middle of it, the probe answers nothing") func cancelled() {
        let setting = ProbeSetting(.dyck)
        var asked = 0
        let record = AblationProbe.run(setting.context, setting.snapshot) {
            asked += 1
            return asked == 3 + 5
        }
        #expect(record == nil && asked == 8)
    }
}
