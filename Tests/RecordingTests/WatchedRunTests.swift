import Foundation
import GRDB
import Recording
import RunEvents
import TestSupport
import Testing

/// Runs of other programs.
@Suite("Recording: runs of other programs")
struct WatchedRunTests {
    private let runs: TemporaryRuns

    init() throws { runs = try TemporaryRuns() }

    static func newRun(_ run: WatchedRun = .sample) -> NewRun {
        NewRun(
            run: .watched(run), version: "python 0.1.0", createdAt: TemporaryRuns.createdAt,
            identifier: "7f3a" + String(repeating: "0", count: 28))
    }

    @Test("every event and every key of the description come back")
    func roundTrip() throws {
        let folder = try runs.record(WatchedEvents.all, Self.newRun())
        let reader = try RunReader(folder)
        #expect(reader.run == .watched(.sample))
        let events = try reader.events()
        #expect(events.map(\.event) == WatchedEvents.all)
        #expect(events.map(\.sequence) == Array(1...WatchedEvents.all.count))
        let reached = events.map(\.reachedStep)
        #expect(reached == reached.sorted() && reached.last == 500, "the program went back, the recording does not")
        #expect(
            Set(WatchedEvents.all.map(\.typeName))
                == [
                    "started", "metricDefinition", "metric", "remark", "window", "spectrum", "gapLedger", "command",
                    "refused", "metricProbe", "finished",
                ])
        let summary = try reader.summary()
        #expect(summary.state == .failed && summary.progress.step == 500 && summary.run == .watched(.sample))
    }

    @Test("without a split there is neither share nor class")
    func unsplit() throws {
        guard case .started(let record) = WatchedEvents.unsplit[0], let run = record.run.watched else {
            Issue.record("no run of another program")
            return
        }
        let folder = try runs.record(WatchedEvents.unsplit, Self.newRun(run))
        #expect(try RunReader(folder).events().map(\.event) == WatchedEvents.unsplit)
        let queue = try DatabaseQueue(path: folder.database.path)
        let (shares, classes) = try queue.read { database in
            (
                try Row.fetchAll(
                    database,
                    sql:
                        "SELECT gradient_fraction_1 AS share FROM spectrum "
                        + "UNION ALL SELECT gradient_fraction FROM window"
                ).map { $0["share"] as Double? },
                try String.fetchAll(
                    database, sql: "SELECT drive_class FROM spectrum UNION ALL SELECT drive_class FROM window")
            )
        }
        #expect(shares == [nil, nil] && classes == ["unsplit", "unsplit"])
    }

    @Test("the bits of a metric's values come back, numbers that are none among them")
    func bits() throws {
        let values = [0.0, -0.0, 1.0 / 3, .leastNonzeroMagnitude, .infinity, -.infinity, .nan]
        let events =
            [WatchedEvents.started(.sample), .metricDefinition(MetricDefinition(step: 0, name: "x"))]
            + values.map { .metric(MetricRecord(step: 1, name: "x", value: $0)) }
        let read = try RunReader(runs.record(events, Self.newRun())).events().compactMap { recorded -> UInt64? in
            if case .metric(let record) = recorded.event { record.value.bitPattern } else { nil }
        }
        #expect(read == values.map(\.bitPattern))
    }

    /// What the table `run` repeats of the description, so that it can be searched for.
    private func columns(_ folder: RunFolder) throws -> [String?] {
        try DatabaseQueue(path: folder.database.path).read { database in
            let row = try Row.fetchOne(
                database,
                sql:
                    "SELECT task, seed, CAST(steps AS TEXT) AS steps, "
                    + "CAST(weight_decay AS TEXT) AS decay, schedule FROM run"
            )
            return row.map { row in
                row.columnNames.map { row[$0] as String? }
            } ?? []
        }
    }

    @Test("what is not known is NULL; what is stands in the columns too")
    func runRow() throws {
        let whole = try runs.record([], Self.newRun())
        #expect(try columns(whole) == ["watched", "18446744073709551615", "5000", "0.1", "[]"])
        #expect(whole.name == "2026-11-25-nano-gpt-7f3a")
        var new = Self.newRun(.leastSample)
        new.createdAt += 86_400
        let least = try runs.record([WatchedEvents.started(.leastSample)], new)
        #expect(try columns(least) == ["watched", nil, nil, nil, "[]"])
        #expect(least.name == "2026-11-26-x-7f3a")
        #expect(try RunReader(least).run == .watched(.leastSample))
        #expect(try RunReader(least).events().count == 1)
    }

    @Test(
        "the folder's name is safe, whatever the run is called",
        arguments: [
            ("../../etc", "..-..-etc"), ("Llama 3 (8B)", "llama-3--8b-"), ("ω", "-"), ("a/b\nc\0", "a-b-c-"),
            (String(repeating: "ab", count: 500), String(repeating: "ab", count: 20)),
        ])
    func name(name: String, safe: String) throws {
        var run = WatchedRun.sample
        run.name = name
        let folder = try runs.record([WatchedEvents.started(run)], Self.newRun(run))
        #expect(folder.name == "2026-11-25-\(safe)-7f3a")
        #expect(runs.names == [folder.name])
        #expect(try RunReader(folder).run.name == name)
    }

    @Test("what only groktop's own runs have is refused in one line")
    func noConfiguration() throws {
        let folder = try runs.record(WatchedEvents.all, Self.newRun())
        let error = recordingError { _ = try RunReader(folder).config }
        #expect(error?.kind == .usage && error?.path == folder.path)
        #expect(error?.reason.hasPrefix("was trained by another program") == true)
    }

    @Test("a description that the columns do not repeat is damage")
    func columnsDiffer() throws {
        for (change, expected) in [
            ("seed = '1'", true), ("seed = NULL", true), ("steps = NULL", true), ("weight_decay = 0.2", true),
            ("task = 'dyck'", true), ("name = 'else'", false),
        ] {
            let runs = try TemporaryRuns()
            let folder = try runs.record(WatchedEvents.all, Self.newRun())
            let queue = try DatabaseQueue(path: folder.database.path)
            try queue.write { try $0.execute(sql: "UPDATE run SET \(change)") }
            try queue.close()
            let error = recordingError { _ = try RunReader(folder) }
            #expect((error?.kind == .data) == expected, "\(change): \(String(describing: error))")
        }
    }
}
