import Foundation
import GRDB
import Recording
import RunEvents
import Testing

@Suite("Recording: what is read is what was recorded")
struct RoundTripTests {
    private let runs: TemporaryRuns

    init() throws { runs = try TemporaryRuns() }

    @Test("every kind of event comes back, in order")
    func everyKind() throws {
        let folder = try runs.record(Samples.all)
        let events = try RunReader(folder).events()
        #expect(events.map(\.event) == Samples.all)
        #expect(events.map(\.sequence) == Array(1...Samples.all.count))
        #expect(Set(Samples.all.map(\.typeName)).count == 10)
    }

    @Test("every kind of probe comes back")
    func everyProbe() throws {
        let recorded = [Samples.started(), Samples.ablation(310), Samples.perturbation(320)] + Samples.measurements
        let events = try RunReader(runs.record(recorded)).events().map(\.event)
        #expect(events == recorded)
        let kinds = events.compactMap { if case .probe(let probe) = $0 { probe.kind } else { nil } }
        #expect(kinds == MeasurementKind.probes)
    }

    @Test("what is measured of the edge comes back, with nothing known and with all of it")
    func edge() throws {
        let recorded = [Samples.started()] + Samples.edge
        #expect(try RunReader(runs.record(recorded)).events().map(\.event) == recorded)
    }

    /// A run of the format's first version has no tables for what came with the second.
    @Test("a run of an older version is read, and gone on with")
    func olderVersion() throws {
        let folder = try runs.record([Samples.started(), Samples.evaluation(100), Samples.spectrum(100)])
        let database = try DatabaseQueue(path: folder.database.path)
        try database.write { database in
            for table in [
                "gap_flow", "response", "window", "intervention", "gap_ledger", "metric_definition", "metric",
                "metric_probe", "remark",
            ] {
                try database.execute(sql: "DROP TABLE \"\(table)\"")
            }
            for (table, column) in [
                ("evaluation", "train_zero_loss_share"), ("evaluation", "descent_cosine"), ("command", "request"),
                ("refusal", "request"),
            ] {
                try database.execute(sql: "ALTER TABLE \"\(table)\" DROP COLUMN \"\(column)\"")
            }
            try database.execute(sql: "PRAGMA user_version = 1")
        }
        try database.close()
        let old = try RunReader(folder).events()
        #expect(try old.count == 3 && RunReader(folder).newestSequence() == 3)
        guard case .evaluation(let evaluation) = old[1].event else { return #expect(Bool(false), "\(old[1])") }
        #expect(evaluation.trainZeroLossShare == nil && evaluation.descentCosine == nil)
        let recorder = try RunRecorder.continuing(folder)
        recorder.record(Samples.evaluation(200))
        recorder.close()
        #expect(recorder.failure == nil)
        #expect(try RunReader(folder).events().map(\.event).last == Samples.evaluation(200))
        #expect(try RunReader(folder).summary().progress.step == 200)
    }

    /// `==` does not tell −0.0 from 0.
    @Test("the bits of every double come back")
    func bits() throws {
        let doubles = [
            0.0, -0.0, 1, -1, 0.1, 1.0 / 3, .pi, 1e300, -1e-300, .leastNonzeroMagnitude, .greatestFiniteMagnitude,
            4_503_599_627_370_497, -9_007_199_254_740_991, .infinity, -.infinity, .nan,
        ]
        let folder = try runs.record(
            [Samples.started()] + doubles.map { Samples.evaluation(100, testAccuracy: $0, sequences: $0) })
        let read = try RunReader(folder).events().compactMap { recorded -> EvaluationRecord? in
            guard case .evaluation(let record) = recorded.event else { return nil }
            return record
        }
        #expect(read.map(\.testAccuracy.bitPattern) == doubles.map(\.bitPattern))
        #expect(read.map(\.testSequenceAccuracy?.bitPattern) == doubles.map(\.bitPattern))
    }

    @Test("the bits of a probe's doubles come back")
    func probeBits() throws {
        let folder = try runs.record([Samples.started(), Samples.ablation(0)])
        guard case .probe(let probe)? = try RunReader(folder).events().last?.event,
            let record = probe.as(AblationRecord.self)
        else {
            Issue.record("no ablation")
            return
        }
        #expect(record.baseLoss.bitPattern == (-0.0).bitPattern)
        #expect(record.removals[0].loss == .infinity)
    }

    @Test("a seed of 64 bits, configuration, schedule and reference come back")
    func run() throws {
        var run = TemporaryRuns.newRun()
        run.schedule = [
            ScheduledCommand(step: 0, command: .ablate),
            ScheduledCommand(step: 7, command: .weightDecay(.value(0.1 + 0.2))),
        ]
        let folder = try runs.record([], run)
        let reader = try RunReader(folder)
        #expect(reader.run == run.run)
        #expect(reader.schedule == run.schedule)
        #expect(
            reader.reference == RunReference(name: "2026-11-25-dyck-\(UInt64.max)-7f3a", identifier: run.identifier))
        #expect(folder.name == reader.reference.name)
        #expect(reader.parent == nil)
        let summary = try reader.summary()
        #expect(summary.createdAt == TemporaryRuns.createdAt)
        #expect(summary.version == "0.4.0")
    }

    @Test("elapsed seconds are the clock's, and the step reached is the last one known of")
    func places() throws {
        let clock = TestClock()
        let recorder = try runs.create(settings: clock.settings)
        recorder.record(Samples.started())
        clock.advance(1.5)
        recorder.record(Samples.evaluation(100))
        recorder.record(Samples.progress(170))
        clock.advance(0.25)
        recorder.record(Samples.ablation(100))
        recorder.close()
        let events = try RunReader(recorder.folder).events()
        #expect(events.map(\.elapsedSeconds) == [0, 1.5, 1.75])
        #expect(events.map(\.reachedStep) == [0, 100, 170])
        let summary = try RunReader(recorder.folder).summary()
        #expect(summary.progress.step == 170)
        #expect(summary.elapsedSeconds == 1.75)
    }

    @Test("batches hold everything once, in order, over their borders")
    func batches() throws {
        var events = [Samples.started(Samples.config(steps: 100_000))]
        for step in 1...40_000 {
            events.append(step % 3 == 0 ? Samples.spectrum(step) : Samples.evaluation(step))
            if step % 1_000 == 0 { events.append(Samples.command(step, .step)) }
        }
        let folder = try runs.record(events, TemporaryRuns.newRun(Samples.config(steps: 100_000)))
        var read: [RecordedEvent] = []
        var batches = 0
        try RunReader(folder).forEachBatch { batch throws(RecordingError) in
            batches += 1
            read += batch.events
        }
        #expect(batches == 5)
        #expect(read.map(\.event) == events)
        #expect(read.map(\.sequence) == Array(1...events.count))
        #expect(try RunReader(folder).events(after: events.count - 2).map(\.event) == Array(events.suffix(2)))
        #expect(try RunReader(folder).events(after: events.count).isEmpty)
    }
}
