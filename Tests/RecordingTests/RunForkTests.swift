import Foundation
import Recording
import RunEvents
import Testing

@Suite("Recording: forks")
struct RunForkTests {
    private let runs: TemporaryRuns

    init() throws { runs = try TemporaryRuns() }

    private static let off = RunEvent.command(
        CommandRecord(step: 200, command: .weightDecay(.off), weightDecay: 0))

    /// Stopped at step 200, and gone on.
    private static let parentEvents: [RunEvent] = [
        Samples.started(), Samples.evaluation(100, testAccuracy: 0.5), Samples.spectrum(100), Samples.grokked(100),
        Samples.evaluation(200, testAccuracy: 0.2), off, Samples.command(200, .stop, weightDecay: 0),
        Samples.finished(200, .stopped),
        .resumed(ResumedRecord(step: 200, checkpointStep: 100, engine: Samples.engine)),
        Samples.evaluation(300, testAccuracy: 0.9),
        Samples.ablation(200), Samples.evaluation(400),
    ]

    private func parent() throws -> RunReader {
        let clock = TestClock()
        let recorder = try runs.create(settings: clock.settings)
        for event in Self.parentEvents {
            clock.advance(1)
            recorder.record(event)
        }
        for (step, reason, reproduced, windows) in [
            (100, CheckpointState.Reason.grokked, 3, nil as Int?), (150, .interval, 3, 6), (200, .weightDecay, 5, 6),
            (250, .interval, 5, nil), (300, .interval, 6, 6),
        ] {
            recorder.keep(
                CheckpointSamples.checkpoint(step, reason, reproducedEvents: reproduced, windowValues: windows))
        }
        recorder.close()
        return try RunReader(recorder.folder)
    }

    private func fork(_ parent: RunReader, _ step: Int, steps: Int = 10_000) throws -> RunReader {
        let run = TemporaryRuns.newRun(Samples.config(steps: steps), "beef")
        return try RunReader(try RunFork.create(from: parent, at: step, run: run, in: runs.url))
    }

    @Test("a fork holds the parent's events up to the step, without ends, and then says where it left")
    func prefix() throws {
        let parent = try parent()
        let before = try parent.events()
        let fork = try fork(parent, 250)
        let events = try fork.events()
        let forked = ForkedRecord(step: 250, parent: parent.reference)
        var expected = Self.parentEvents
        expected.removeSubrange(9...)
        expected.remove(at: 7)
        #expect(events.map(\.event) == expected + [.forked(forked)])
        #expect(events.map(\.sequence) == Array(1...9))
        #expect(events.map(\.elapsedSeconds) == [1, 2, 3, 4, 5, 6, 7, 9, 9])
        #expect(events.last?.reachedStep == 250)
        #expect(fork.parent == forked)
        #expect(fork.reference.name == "2026-11-25-dyck-\(UInt64.max)-beef")
        #expect(try parent.events() == before)

        let summary = try fork.summary()
        #expect(summary.progress.step == 250)
        #expect(summary.progress.weightDecay == 0)
        #expect(summary.elapsedSeconds == 9)
        #expect(summary.bestTestAccuracy == 0.5)
        #expect(summary.grokkedAt == 100)
        #expect(summary.state == .interrupted)
        #expect(!fork.folder.isBeingRecorded)
    }

    @Test("a fork takes the newest checkpoint to go on from, and the marks' parameters")
    func checkpoints() throws {
        let parent = try parent()
        func kept(_ step: Int) throws -> [String] {
            let fork = try fork(parent, step)
            let kept = fork.checkpoints.list().entries.map { "\($0.step)\($0.hasWindows ? " whole" : "")" }
            for entry in fork.checkpoints.list().entries {
                let copy = try fork.checkpoints.read(entry.step)
                #expect(copy.tensors == (try parent.checkpoints.read(entry.step)).tensors)
            }
            try fork.folder.remove()
            return kept
        }
        #expect(try kept(0).isEmpty)
        #expect(try kept(99).isEmpty)
        #expect(try kept(149) == ["100"])
        #expect(try kept(199) == ["100", "150 whole"])
        #expect(try kept(299) == ["100", "200 whole"])
        #expect(try kept(400) == ["100", "200", "300 whole"])
        #expect(parent.checkpoints.list().entries.count == 5)
    }

    @Test("a checkpoint that knows of more events than were copied is not taken")
    func inconsistentCheckpoint() throws {
        let parent = try parent()
        try parent.checkpoints.write(
            CheckpointSamples.checkpoint(199, .slingshot, reproducedEvents: 4), within: CheckpointBudget())
        #expect(try fork(parent, 199).checkpoints.list().entries.map(\.step) == [100, 150])
    }

    @Test("a fork of a run that is being recorded, for more steps; it can be gone on with, and left again")
    func running() throws {
        let recorder = try runs.create()
        recorder.record(Samples.started())
        recorder.record(Samples.evaluation(100))
        recorder.flush()
        let parent = try RunReader(recorder.folder)
        let first = try fork(parent, 100, steps: 20_000)
        recorder.record(Samples.evaluation(200))
        recorder.close()
        #expect(first.run.config?.steps == 20_000)
        #expect(try first.events().first?.event == Samples.started(Samples.config(steps: 20_000)))

        let second = try RunRecorder.continuing(first.folder)
        second.record(Samples.evaluation(15_000))
        second.close()
        let run = TemporaryRuns.newRun(Samples.config(steps: 20_000), "cafe")
        let grandchild = try RunReader(try RunFork.create(from: first, at: 15_000, run: run, in: runs.url))
        let events = try grandchild.events().map(\.event)
        #expect(
            events == [
                Samples.started(Samples.config(steps: 20_000)), Samples.evaluation(100),
                .forked(ForkedRecord(step: 100, parent: parent.reference)), Samples.evaluation(15_000),
                .forked(ForkedRecord(step: 15_000, parent: first.reference)),
            ])
        #expect(grandchild.parent?.parent == first.reference)
    }

    @Test("steps that the parent has not reached, or that the fork would end before, are refused; nothing is made")
    func refusals() throws {
        let parent = try parent()
        let path = parent.folder.path
        #expect(
            recordingError { _ = try fork(parent, 401) }
                == RecordingError(.usage, path, "cannot be left at step 401: it has come to step 400"))
        #expect(
            recordingError { _ = try fork(parent, -1) }
                == RecordingError(.usage, path, "cannot be left at step -1: it has come to step 400"))
        #expect(
            recordingError { _ = try fork(parent, 300, steps: 299) }
                == RecordingError(.usage, path, "cannot be left at step 300 for a run of 299 steps"))
        #expect(runs.names == [parent.folder.name])
    }

    @Test("a parent that turns out to be damaged leaves nothing behind")
    func allOrNothing() throws {
        let parent = try parent()
        let checkpoint = parent.folder.checkpoints.appendingPathComponent("step-000000100.safetensors")
        let beside = parent.folder.checkpoints.appendingPathComponent("moved")
        try FileManager.default.moveItem(at: checkpoint, to: beside)
        try FileManager.default.createSymbolicLink(at: checkpoint, withDestinationURL: beside)
        #expect(try fork(parent, 100).checkpoints.list().entries.isEmpty, "a link is not followed")
        try FileManager.default.removeItem(at: parent.folder.url)
        #expect(recordingError { _ = try fork(parent, 100) }?.kind == .noInput)
        #expect(runs.names == ["2026-11-25-dyck-\(UInt64.max)-beef"])
    }
}
