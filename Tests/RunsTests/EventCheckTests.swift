import RunEvents
import Runs
import Tasks
import TestSupport
import Testing

/// What a foreign stream may hold. `StreamFuzzTests` tries many more.
@Suite("Events of a stream")
struct EventCheckTests {
    @Test("a count below zero and a number that nothing reaches leave their line out, with the reason")
    func impossible() throws {
        var check = EventCheck()
        _ = try check.event(Self.line(.started(Self.started))).get()
        let record = PerturbationRecord(
            step: 100, interval: 100, window: 5, sequences: 10, tokens: 100, baseLoss: 1, baseAccuracy: 0.5,
            sweeps: [PerturbationRecord.Sweep(direction: 2, points: [])])
        let whole = try Self.line(.probe(ProbeRecord(record)))
        _ = try check.event(whole).get()
        for value in ["-1", "9223372036854775807"] {
            let damaged = whole.replacing("\"direction\":2", with: "\"direction\":\(value)")
            #expect(damaged != whole)
            let problem = #expect(throws: EventCheck.Problem.self) { try check.event(damaged).get() }
            #expect(problem?.text == "direction is \(value)")
        }
    }

    @Test("what no recording can hold leaves its line out: an index outside of the window, too long a list")
    func ranges() throws {
        var check = EventCheck()
        _ = try check.event(Self.line(.started(Self.started))).get()
        var record = SpectrumRecord(
            step: 200, interval: 100, window: 2, sigma: [3, 2], eigenvalues: [9, 4], kStarRatio: 1, kStarWeighted: 1,
            gapRatio: 1.5, g23: nil, gradientFraction: [1, 0.5], alignment: [1, -1], rotationDegrees: [],
            driveClass: .functional)
        _ = try check.event(Self.line(.spectrum(record))).get()
        record.kStarWeighted = 0
        var problem = #expect(throws: EventCheck.Problem.self) {
            try check.event(Self.line(.spectrum(record))).get()
        }
        #expect(problem?.text == "k_star_weighted is 0, not in 1...5")
        record.kStarWeighted = 1
        record.alignment = Array(repeating: 1, count: 5)
        problem = #expect(throws: EventCheck.Problem.self) {
            try check.event(Self.line(.spectrum(record))).get()
        }
        #expect(problem?.text == "alignment has 5 values, more than 4")
    }

    @Test("every event of another program's run comes out as it went in", arguments: [true, false])
    func watched(hasSplit: Bool) throws {
        var check = EventCheck()
        for event in hasSplit ? WatchedEvents.all : WatchedEvents.unsplit {
            #expect(try check.event(Self.line(event)).get() == event)
        }
    }

    @Test("of another program's run too, what no recording can hold leaves its line out")
    func impossibleWatched() throws {
        var check = EventCheck()
        _ = try check.event(Self.line(WatchedEvents.started(.sample))).get()
        let metric = try Self.line(.metric(MetricRecord(step: 3, name: "x", value: 0.5)))
        let probe = try Self.line(WatchedEvents.perturbation(3))
        let definition = try Self.line(.metricDefinition(MetricDefinition(step: 3, name: "x", better: .lower)))
        for (line, old, new, problem) in [
            (metric, "\"step\":3", "\"step\":-1", "step is -1"),
            (metric, "0.5", "\"x\"", "this groktop knows no such event: 'metric'"),
            (metric, "0.5", "null", "this groktop knows no such event: 'metric'"),
            (definition, "lower", "sideways", "this groktop knows no such event: 'metricDefinition'"),
            (probe, "\"direction\":1", "\"direction\":5", "record is about a direction that is not followed"),
            (probe, "\"direction\":1", "\"direction\":-1", "direction is -1"),
        ] {
            let damaged = line.replacing(old, with: new)
            #expect(damaged != line)
            let found = #expect(throws: EventCheck.Problem.self) { try check.event(damaged).get() }
            #expect(found?.text == problem, "\(damaged)")
        }
        // Nothing says how long it will be.
        let late = MetricRecord(step: 900_000_000_000, name: "x", value: 0)
        #expect(try check.event(Self.line(.metric(late))).get() == .metric(late))
    }

    private static var started: StartedRecord {
        StartedRecord(
            config: TaskPreset.config(for: .dyck),
            engine: EngineRecord(
                version: "1", blasCore: "Haswell", threads: 2, parameterCount: 1, trackedParameterCount: 1))
    }

    private static func line(_ event: RunEvent) throws -> String { try JSONText.line(event) }
}
