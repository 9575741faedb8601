import Foundation
import RunEvents
import Tasks
import Testing
import Training
import Transformer

@Suite("Trainer: a run from first to last event", .timeLimit(.minutes(20)))
struct TrainerRunTests {
    @Test("started first, finished last, everything in the order of steps") func order() async throws {
        let events = try await TinyRun.events()
        guard case .started(let started)? = events.first else { return #expect(Bool(false), "\(events.first as Any)") }
        #expect(started.config == TinyRun.config)
        #expect(started.engine.version == "test" && started.engine.threads == 1)
        let model = TransformerModel(for: TinyRun.config)
        #expect(started.engine.parameterCount == model.table.count)
        #expect(started.engine.trackedParameterCount == 2 * 4 * 16 * 16)
        #expect(!started.engine.blasCore.isEmpty)
        let finished = try #require(events.finished)
        #expect(finished.step == 60 && finished.reason == .completed && finished.detail == nil)
        #expect(finished.parameterDigest.count == 64 && finished.parameterDigest.allSatisfy { $0.isHexDigit })
        let finals = events.filter { if case .finished = $0 { true } else { false } }
        #expect(finals.count == 1)

        #expect(events.evaluations.map(\.step) == [0, 10, 20, 30, 40, 50, 60])
        #expect(events.spectra.filter { $0.interval == 2 }.map(\.step) == Array(stride(from: 4, through: 60, by: 2)))
        #expect(events.spectra.filter { $0.interval == 10 }.map(\.step) == [20, 30, 40, 50, 60])
        let steps = events.measurements.map { event in
            event.step
        }
        #expect(steps == steps.sorted())
        #expect(events.progress.last?.state == .finished && events.progress.last?.step == 60)
    }

    @Test("evaluations stand on a part of the test set, but the last and those that set a mark on all")
    func extents() async throws {
        let events = try await TinyRun.events()
        let marked = Set(events.markers.map(\.step))
        for record in events.evaluations {
            #expect(record.trainSequences == 20)
            #expect(record.testSequences == (record.step == 60 || marked.contains(record.step) ? 60 : 20))
            #expect(record.parameterNorm > 0 && record.testLoss.isFinite)
            #expect(record.trainZeroLossShare != nil && (record.descentCosine == nil) == (record.step == 0))
        }
        #expect(events.markers.filter { $0.kind != .memorized }.allSatisfy { $0.sequences == 60 })
        var config = TinyRun.config
        config.evaluation.testSequences = config.data.testSequences
        let whole = try await TinyRun.events(config)
        #expect(whole.evaluations.allSatisfy { $0.testSequences == 60 })
    }

    @Test("it learns: memorized is marked, by an evaluation on all test sequences") func learns() async throws {
        var config = TinyRun.config
        config.steps = 400
        config.thresholds.memorized = 0.9
        config.thresholds.grokked = 0.6
        config.thresholds.slingshotDrop = 2
        config.optimizer.weightDecay = 0
        let events = try await TinyRun.events(config)
        #expect(events.markers.map(\.kind).contains(.memorized))
        #expect(events.markers.filter { $0.kind == .memorized }.count == 1)
        #expect(events.markers.filter { $0.kind == .grokked }.count == 1)
        for marker in events.markers {
            let evaluation = try #require(events.evaluations.first { $0.step == marker.step })
            #expect(evaluation.testSequences == 60)
            #expect(marker.accuracy == (marker.kind == .memorized ? evaluation.trainAccuracy : evaluation.testAccuracy))
        }
        let (first, last) = (events.evaluations[0], events.evaluations[events.evaluations.count - 1])
        #expect(last.trainLoss < first.trainLoss / 3)
    }

    @Test("a number that is not finite ends the run, after all that came before it")
    func notFinite() async throws {
        var config = TinyRun.config
        config.optimizer.learningRate = 1e30
        let events = try await TinyRun.events(config)
        let finished = try #require(events.finished)
        #expect(finished.reason == .notFinite && finished.step == 1 && finished.detail == "loss")
        guard case .started? = events.first else { return #expect(Bool(false), "started is missing") }
        #expect(events.evaluations.map(\.step) == [0])
    }

    /// θ overflows in a step whose own loss is fine: the evaluation right after it sees that first. JSON has no word
    /// for NaN, so a record that holds one must not go out.
    @Test("a measurement that is not finite ends the run instead of being reported") func notFiniteMeasurement()
        async throws
    {
        var config = TinyRun.config
        config.optimizer.learningRate = 1e30
        config.evaluation.interval = 1
        var events = try await TinyRun.events(config)
        var finished = try #require(events.finished)
        #expect(finished.reason == .notFinite && finished.step == 1 && finished.detail == "train loss")
        #expect(events.evaluations.map(\.step) == [0])

        // A decay of 1e300 makes θ infinite in step 6; the fine spectrum of that step sees it, before the next loss
        // does.
        config.optimizer.learningRate = 1e-3
        config.evaluation.interval = 50
        config.spectrum.interval = 5
        events = try await TinyRun.events(config, TinyRun.options(schedule: [(5, .weightDecay(.value(1e300)))]))
        finished = try #require(events.finished)
        #expect(finished.reason == .notFinite && finished.step == 6 && finished.detail == "update")
        #expect(events.spectra.map(\.step) == [2, 3, 4, 5])
        for event in events { _ = try JSONEncoder().encode(event) }
    }
}
