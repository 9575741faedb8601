import Foundation
import GRDB
import Recording
import RunEvents
import TestSupport
import Testing

/// What `groktop check` says of a recording. `WatchedEvents.all` says which event has which sequence.
@Suite("Recording: the check of a recording")
struct RecordingCheckTests {
    private let runs: TemporaryRuns

    init() throws { runs = try TemporaryRuns() }

    private func record(_ events: [RunEvent] = WatchedEvents.all) throws -> RunFolder {
        guard case .started(let record) = events[0], let run = record.run.watched else {
            preconditionFailure("no run of another program")
        }
        return try runs.record(events, WatchedRunTests.newRun(run))
    }

    private func problems(_ sql: String, in folder: RunFolder) throws -> [String] {
        let queue = try DatabaseQueue(path: folder.database.path)
        try queue.write { try $0.execute(sql: sql) }
        try queue.close()
        let before = try Data(contentsOf: folder.database)
        let check = RecordingCheck(folder)
        #expect(try Data(contentsOf: folder.database) == before)
        return check.problems
    }

    @Test("nothing is wrong with runs of other programs as they are recorded", arguments: [true, false])
    func sound(hasSplit: Bool) throws {
        let events = hasSplit ? WatchedEvents.all : WatchedEvents.unsplit
        let check = RecordingCheck(try record(events))
        #expect(check.problems == [] && check.events == events.count && !check.isCut)
    }

    @Test("a run that goes back to a checkpoint is behind what it had reached")
    func wentBack() throws {
        func remark(_ step: Int) -> RunEvent { .remark(RemarkRecord(step: step, kind: .note, message: "there")) }
        let back = RunEvent.command(CommandRecord(step: 100, command: .back(step: 100), weightDecay: 1))
        let events = [WatchedEvents.all[0], remark(500), back, remark(150)]
        let folder = try record(events)
        let check = RecordingCheck(folder)
        #expect(check.problems == [] && check.events == events.count)
        let reader = try RunReader(folder)
        #expect(try reader.summary().progress.step == 150)
        #expect(
            try problems("UPDATE progress SET step = 149", in: folder)
                == ["progress: step 149 lies before the last event's, 150"])
    }

    private static func grokked(_ step: Int) -> RunEvent {
        .marker(MarkerRecord(step: step, kind: .grokked, accuracy: 0.96, sequences: 0))
    }

    private static func back(_ step: Int) -> RunEvent {
        .command(CommandRecord(step: step, command: .back(step: step), weightDecay: 1))
    }

    /// Events of a run, and the step at which it has grokked.
    static let histories: [(events: [RunEvent], grokkedAt: Int?)] = [
        ([grokked(400)], 400), ([grokked(400), back(100)], nil), ([grokked(400), back(400)], 400),
        ([grokked(400), back(100), grokked(300)], 300), ([back(100), grokked(400)], 400),
        ([grokked(400), back(100), grokked(300), back(200)], nil),
    ]

    @Test("a mark counts until its run goes back to before it", arguments: histories.indices)
    func marksOfALeftBranch(index: Int) throws {
        let history = Self.histories[index]
        let folder = try record([WatchedEvents.all[0]] + history.events)
        #expect(try RunReader(folder).summary().grokkedAt == history.grokkedAt)
        #expect(RecordingCheck(folder).problems == [])
    }

    /// A change of the database, and every line that it gives.
    static let mutations: [(sql: String, problems: [String])] = [
        // Order.
        (
            "DELETE FROM remark WHERE sequence = 7",
            ["window (sequence 8): the event before it has sequence 6: 1 missing"]
        ),
        (
            "DELETE FROM remark WHERE sequence < 10",
            ["window (sequence 8): the event before it has sequence 5: 2 missing"]
        ),
        (
            "DELETE FROM session",
            [
                "metricDefinition (sequence 2): the event before it has sequence 0: 1 missing",
                "metricDefinition (sequence 2): the run has not started before it",
                "session: no row says that the run started",
            ]
        ),
        (
            """
            INSERT INTO session SELECT 21, 500, (SELECT elapsed_seconds FROM finish), step, kind, checkpoint_step, \
            engine_version, blas_core, threads, parameter_count, tracked_parameter_count FROM session
            """, ["started (sequence 21): the run starts a second time"]
        ),
        ("DELETE FROM finish", ["progress: state is 'finished', which does not go with the events"]),
        ("UPDATE progress SET state = 'running'", ["progress: state is 'running', which does not go with the events"]),
        ("UPDATE progress SET step = 499", ["progress: step 499 lies before the last event's, 500"]),
        (
            "UPDATE remark SET reached_step = 499 WHERE sequence = 19",
            ["remark (sequence 19): reached_step falls from 500"]
        ),
        (
            "UPDATE metric SET step = 501 WHERE sequence = 16",
            ["metric (sequence 16): its step lies beyond reached_step"]
        ),
        (
            "UPDATE remark SET elapsed_seconds = 9e9 WHERE sequence = 19",
            ["finished (sequence 20): elapsed_seconds falls from 9000000000.0"]
        ),
        // Spectra.
        ("UPDATE spectrum SET sigma_2 = 4.0 WHERE sequence = 9", ["spectrum (sequence 9): σ ascends"]),
        (
            "UPDATE spectrum SET sigma_2 = -1.0 WHERE sequence = 9",
            ["spectrum (sequence 9): a σ is negative or no number"]
        ),
        (
            "UPDATE spectrum SET sigma_2 = 'nan' WHERE sequence = 9",
            ["spectrum (sequence 9): a σ is negative or no number"]
        ),
        (
            "UPDATE spectrum SET sigma_2 = NULL WHERE sequence = 9",
            [
                "spectrum (sequence 9): fewer than two σ",
                "spectrum (sequence 9): gradient_fraction has 2 values, of 1 directions",
                "spectrum (sequence 9): alignment has 2 values, of 1 directions",
            ]
        ),
        (
            "UPDATE spectrum SET k_star_ratio = 3 WHERE sequence = 9",
            ["spectrum (sequence 9): k_star_ratio is 3, of 2 σ"]
        ),
        (
            "UPDATE spectrum SET k_star_weighted = 3 WHERE sequence = 9",
            ["spectrum (sequence 9): k_star_weighted is 3, of 2 σ"]
        ),
        (
            "UPDATE spectrum SET k_star_weighted = 2 WHERE sequence = 9",
            ["spectrum (sequence 9): drive_class is not that of v_k*, whose gradient_fraction is 0.5"]
        ),
        (
            "UPDATE spectrum SET gradient_fraction_1 = 1.5 WHERE sequence = 9",
            ["spectrum (sequence 9): a gradient_fraction is not from 0 to 1"]
        ),
        (
            "UPDATE spectrum SET drive_class = 'mixed' WHERE sequence = 9",
            ["spectrum (sequence 9): drive_class is not that of v_k*, whose gradient_fraction is 0.95"]
        ),
        (
            "UPDATE spectrum SET drive_class = 'unsplit' WHERE sequence = 9",
            ["spectrum (sequence 9): drive_class is 'unsplit', in a run with a split"]
        ),
        // Windows.
        (
            "UPDATE window SET drive_class = 'unsplit'",
            ["window (sequence 8): drive_class is 'unsplit', in a run with a split"]
        ),
        (
            "UPDATE window SET gradient_fraction = NULL",
            ["window (sequence 8): it has no gradient_fraction, in a run with a split"]
        ),
        ("UPDATE window SET k_star = 3", ["window (sequence 8): k_star lies beyond the 2 updates"]),
        // The account of the gap.
        (
            "UPDATE gap_ledger SET gap_change = 1.0",
            ["gapLedger (sequence 11): gap_change is 1.0, and its parts add up to 0.6875"]
        ),
        (
            "UPDATE gap_ledger SET edge_rest = 0.5",
            ["gapLedger (sequence 11): edge_change is 0.1875, and its parts add up to 0.6875"]
        ),
        (
            "UPDATE gap_ledger SET k_star_change = 0.25, rest = 0.25",
            ["gapLedger (sequence 11): k_star_change is not 0 where k* stays"]
        ),
        // Commands and metrics.
        (
            "UPDATE command SET weight_decay = 0.5 WHERE sequence = 13",
            ["command (sequence 13): weight_decay is 0.5 after weight-decay=0.0"]
        ),
        (
            "UPDATE metric SET name = 'x' WHERE sequence = 4",
            ["metric (sequence 4): no metric_definition before it names 'x'"]
        ),
        (
            "UPDATE metric_definition SET name = 'val_loss'",
            [
                "metricDefinition (sequence 3): 'val_loss' is defined twice",
                "metric (sequence 5): no metric_definition before it names 'grad norm'",
            ]
        ),
        (
            "UPDATE metric_definition SET name = '' WHERE sequence = 3",
            [
                "metricDefinition (sequence 3): its name has 0 characters",
                "metric (sequence 5): no metric_definition before it names 'grad norm'",
            ]
        ),
        (
            """
            INSERT INTO evaluation (sequence, reached_step, elapsed_seconds, step, train_loss, train_accuracy, \
            test_loss, test_accuracy, train_sequences, test_sequences, parameter_norm, steps_per_second) \
            SELECT 21, 500, elapsed_seconds, 480, 1.0, 1.0, 1.0, 1.0, 1, 1, 1.0, 1.0 FROM finish
            """, ["evaluation (sequence 21): a run of another program has metrics in its place"]
        ),
        // Rows that cannot be read: the check goes on behind them, and what they may have said is not missed.
        (
            "UPDATE remark SET kind = 'shout' WHERE sequence = 6",
            ["is damaged: kind of remark 6 is 'shout', which is not known"]
        ),
        (
            "UPDATE finish SET reason = 'bored'; UPDATE spectrum SET sigma_2 = 4.0 WHERE sequence = 9",
            [
                "spectrum (sequence 9): σ ascends",
                "is damaged: reason of finish 20 is 'bored', which is not known",
            ]
        ),
        (
            "UPDATE spectrum SET k_star_weighted = 6 WHERE sequence = 9",
            ["is damaged: k_star_weighted of spectrum 9 is 6, not in 1...5"]
        ),
        (
            "UPDATE metric SET value = 'x' WHERE sequence = 4", ["is damaged: value of metric 4 is no number"]
        ),
        (
            "UPDATE metric SET reached_step = -1 WHERE sequence = 4",
            [
                "is damaged: reached_step of metric 4 is -1, not in 0...1099511627776",
                "metric (sequence 5): the event before it has sequence 3: 1 missing",
            ]
        ),
        // Tables and columns.
        ("ALTER TABLE remark ADD COLUMN more", ["remark has a column more that is not known"]),
        ("CREATE TABLE notes (x)", ["table notes is not known"]),
    ]

    @Test("says what is wrong, and nothing else", arguments: mutations)
    func mutation(sql: String, expected: [String]) throws {
        #expect(try problems(sql, in: record()) == expected)
    }

    @Test(
        "what is not there is named first, and then that it cannot be read",
        arguments: [
            ("DROP TABLE remark", ["table remark is missing"], "no such table: remark"),
            (
                "ALTER TABLE remark RENAME COLUMN count TO number",
                ["remark has no column count", "remark has a column number that is not known"], "no such column: count"
            ),
        ])
    func missing(sql: String, expected: [String], reason: String) throws {
        let found = try problems(sql, in: record())
        #expect(found.dropLast() == expected[...])
        #expect(found.last?.contains(reason) == true, "\(found)")
    }

    @Test("the sequence of two events is told")
    func twice() throws {
        let found = try problems("UPDATE metric SET sequence = 8 WHERE sequence = 5", in: record())
        #expect(found.first == "remark (sequence 6): the event before it has sequence 4: 1 missing")
        #expect(found.contains { $0.hasSuffix(" (sequence 8): the sequence is there twice") })
    }

    @Test("a run of another program may lose its split on the way")
    func splitThatIsLost() throws {
        let figures = (1...4).flatMap { ["gradient_fraction_\($0) = NULL", "alignment_\($0) = NULL"] }
        let statement = """
            UPDATE window SET drive_class = 'unsplit', gradient_fraction = NULL; \
            UPDATE spectrum SET drive_class = 'unsplit', \(figures.joined(separator: ", "))
            """
        #expect(try problems(statement, in: record()) == [])
    }

    @Test("a class where there is no split")
    func unsplit() throws {
        let folder = try record(WatchedEvents.unsplit)
        #expect(
            try problems(
                "UPDATE window SET gradient_fraction = 0.5; UPDATE spectrum SET drive_class = 'mixed'", in: folder)
                == ["window (sequence 2)", "spectrum (sequence 3)"].map {
                    "\($0): it has a class or a share, in a run without a split"
                })
    }

    @Test("no run at all is one line, and foreign text is printable")
    func noRun() throws {
        let folder = try record()
        try Data("no database".utf8).write(to: folder.database)
        let check = RecordingCheck(folder)
        #expect(check.problems.count == 1 && check.events == 0)
        #expect(RecordingCheck(RunFolder(runs.url.appendingPathComponent("nosuch"))).problems.count == 1)
        let named = try problems(
            "UPDATE metric SET name = 'a\u{1b}[2J' WHERE sequence = 4",
            in: runs.record(WatchedEvents.all, NewRun(run: .watched(.sample), version: "x")))
        #expect(named == ["metric (sequence 4): no metric_definition before it names 'a\\u{1B}[2J'"])
    }

    @Test("more than can be read are cut")
    func cut() throws {
        let metrics = (0..<300).map { RunEvent.metric(MetricRecord(step: 1, name: "m\($0)", value: 0)) }
        let check = RecordingCheck(try record([WatchedEvents.started(.sample)] + metrics + [WatchedEvents.all.last!]))
        #expect(check.problems.count == 200 && check.isCut && check.events == 302)
    }
}
