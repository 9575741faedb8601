import RunEvents
import Runs
import Tasks
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

    private static var started: StartedRecord {
        StartedRecord(
            config: TaskPreset.config(for: .dyck),
            engine: EngineRecord(
                version: "1", blasCore: "Haswell", threads: 2, parameterCount: 1, trackedParameterCount: 1))
    }

    private static func line(_ event: RunEvent) throws -> String { try JSONText.line(event) }
}
