import Foundation
import Recording
import RunEvents
import Testing

@Suite("Recording: the runs folder, and what an argument means")
struct RunCatalogTests {
    private let runs: TemporaryRuns
    private var catalog: RunCatalog { RunCatalog(runs.url) }

    init() throws { runs = try TemporaryRuns() }

    /// Three runs: made in another order than their names have.
    private func recordThree() throws -> [RunFolder] {
        let config = Samples.config(seed: 42)
        return try [("7f3a", 0.0), ("7e00", 2), ("0bcd", 1)].map { first, seconds in
            try runs.record([Samples.started(config)], TemporaryRuns.newRun(config, first, secondsLater: seconds))
        }
    }

    @Test("runs are listed by when they were made, with what they came to; damaged ones last, with their error")
    func list() throws {
        let folders = try recordThree()
        let recorder = try RunRecorder.continuing(folders[0])
        recorder.record(Samples.evaluation(300, testAccuracy: 0.96))
        recorder.record(Samples.grokked(300))
        recorder.record(Samples.progress(420))
        recorder.keep(CheckpointSamples.checkpoint(300))
        recorder.flush()
        let empty = runs.url.appendingPathComponent("empty")
        try FileManager.default.createDirectory(at: empty, withIntermediateDirectories: false)
        try Data("x".utf8).write(to: runs.url.appendingPathComponent("notes.txt"))

        let entries = try catalog.list()
        #expect(entries.map(\.folder.name) == [folders[0], folders[2], folders[1]].map(\.name) + ["empty"])
        #expect(
            entries[3].summary == .failure(RecordingError(.noInput, empty.path, "is no run: it holds no run.sqlite")))
        let summary = try entries[0].summary.get()
        #expect(summary.run == .trained(Samples.config(seed: 42)))
        #expect(summary.state == .running)
        #expect(summary.progress.step == 420)
        #expect(summary.bestTestAccuracy == 0.96)
        #expect(summary.grokkedAt == 300)
        #expect(summary.parent == nil)
        #expect(try entries[1].summary.get().state == .interrupted)
        #expect(entries[0].bytes > entries[1].bytes)
        recorder.close()
    }

    @Test("where there is no runs folder, there are no runs")
    func nothing() throws {
        let catalog = RunCatalog(runs.url.appendingPathComponent("none"))
        #expect(try catalog.list().isEmpty)
        #expect(
            recordingError { _ = try catalog.resolve("@") }
                == RecordingError(.noInput, catalog.runsFolder.path, "there are no runs"))
        #expect(
            recordingError { _ = try catalog.resolve("a") }
                == RecordingError(.noInput, catalog.runsFolder.path, "no run is called 'a'; there are no runs"))
    }

    @Test("a path, a name, the beginning of either end, and @ for the newest")
    func resolve() throws {
        let folders = try recordThree()
        #expect(try catalog.resolve("@") == folders[1])
        #expect(try catalog.resolve(folders[0].name) == folders[0])
        #expect(try catalog.resolve("2026-11-25-dyck-42-7f") == folders[0])
        #expect(try catalog.resolve("7f3a") == folders[0])
        #expect(try catalog.resolve("0") == folders[2])
        #expect(try catalog.resolve(folders[2].path + "/").path == folders[2].path)
    }

    @Test("a name is itself, even where others begin with it")
    func exactName() throws {
        let stem = "7f3a"
        let folders = try [stem + "1", stem + "2"].map {
            try runs.record([], TemporaryRuns.newRun(Samples.config(seed: 1), $0))
        }
        #expect(folders[1].name == folders[0].name + "2000")
        #expect(try catalog.resolve(folders[0].name) == folders[0])
    }

    @Test("what could be several is refused with their names, what is none with what there is")
    func refusals() throws {
        let names = try recordThree().map(\.name)
        #expect(
            recordingError { _ = try catalog.resolve("7") }
                == RecordingError(.usage, runs.url.path, "'7' could be \(names[1]), \(names[0])"))
        #expect(
            recordingError { _ = try catalog.resolve("2026") }
                == RecordingError(.usage, runs.url.path, "'2026' could be \(names[2]), \(names[1]), \(names[0])"))
        for argument in ["ffff", ""] {
            #expect(
                recordingError { _ = try catalog.resolve(argument) }
                    == RecordingError(
                        .noInput, runs.url.path,
                        "no run is called '\(argument)'; there are \(names[2]), \(names[1]), \(names[0])"))
        }
        #expect(
            recordingError { _ = try catalog.resolve("./none/x") }
                == RecordingError(.noInput, "./none/x", "there is no such run"))
    }

    @Test("the default runs folder")
    func defaultFolder() {
        #expect(
            RunsFolder.default(environment: ["XDG_DATA_HOME": "/data", "HOME": "/home/a"]).path == "/data/groktop/runs")
        #expect(RunsFolder.default(environment: ["HOME": "/home/a"]).path == "/home/a/.local/share/groktop/runs")
        #expect(
            RunsFolder.default(environment: ["XDG_DATA_HOME": "here", "HOME": "/home/a"]).path
                == "/home/a/.local/share/groktop/runs")
    }
}
