import Foundation
import Recording
import RunEvents
import Survey
import Sweeps
import Testing

/// With the index of runs a sweep is read as it is read without, whatever happens to the index or the runs.
@Suite("Sweeps: the index of runs is never the truth")
struct SweepIndexTests {
    private let temporary: URL
    private let swept: SweptRuns
    private var folder: SweepFolder { swept.folder }
    private var manifest: SweepManifest { swept.manifest }

    init() throws {
        temporary = FileManager.default.temporaryDirectory.appendingPathComponent("groktop-test-\(UUID().uuidString)")
        swept = try SweptRuns(count: 12, in: temporary.appendingPathComponent("sweep"))
        Self.age()
    }

    /// Waits until all times of files are so old that a later change shows: what is newer is not indexed.
    private static func age() { usleep(2_300_000) }

    private var cache: URL { temporary.appendingPathComponent("cache") }
    private var settings: WorkSettings { WorkSettings(program: "", environment: ["XDG_CACHE_HOME": cache.path]) }
    /// No index can be made there.
    private var plain: WorkSettings { WorkSettings(program: "", environment: ["XDG_CACHE_HOME": "/dev/null/none"]) }
    private var indexes: URL { cache.appendingPathComponent("groktop/index") }

    private func indexFile() throws -> URL {
        let names = try FileManager.default.contentsOfDirectory(atPath: indexes.path).filter { $0.hasSuffix(".sqlite") }
        try #require(names.count == 1)
        return indexes.appendingPathComponent(names[0])
    }

    private func statuses(_ settings: WorkSettings) -> [String] {
        CellReader(folder, manifest, indexFolder: settings.indexFolder).all().map(\.json)
    }

    /// What is read with the index is what is read without, once and again, and what a reader says that has been there
    /// all the time.
    private func expectTruth(
        _ what: Comment, _ settings: WorkSettings? = nil, _ watching: SurveyReader? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let settings = settings ?? self.settings
        let truth = try (statuses(plain), SurveyReader(folder, plain).survey())
        for _ in 0..<2 {
            #expect(statuses(settings) == truth.0, what, sourceLocation: sourceLocation)
            #expect(try SurveyReader(folder, settings).survey() == truth.1, what, sourceLocation: sourceLocation)
        }
        if let watching { #expect(try watching.survey() == truth.1, what, sourceLocation: sourceLocation) }
    }

    private func clean() { try? FileManager.default.removeItem(at: temporary) }

    @Test("the generator's runs are done, and their figures are those of their events")
    func generator() throws {
        defer { clean() }
        let survey = try SurveyReader(folder, plain).survey()
        #expect(survey.runs.count == 12 && survey.runs.allSatisfy { $0.state == "done" && $0.step == 4_000 })
        #expect(survey.runs.map(\.parameterDigest) == (0..<12).map { "digest \($0 % 7)" })
        #expect(
            survey.runs.map(\.figures.grokkedAt)
                == [0, 1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4].map { $0 % 3 == 0 ? nil : 1_000 + 100 * $0 })
        #expect(survey.runs.allSatisfy { $0.figures.memorizedAt == 500 && $0.figures.curve.count == 41 })
        #expect(survey.runs.allSatisfy { $0.figures.calledAt != nil && $0.figures.fineClass != nil })
    }

    @Test("what the index holds is used as long as the run's folder has not changed, and not after")
    func isUsed() throws {
        defer { clean() }
        _ = try SurveyReader(folder, settings).survey()
        let cell = manifest.cells[1]
        let lister = RunLister(RunCatalog(folder.runs, indexFolder: settings.indexFolder))
        _ = try lister.refresh()
        var wrong = RunFigures()
        wrong.memorizedAt = 7
        let stamp = try #require(lister.stamp(of: cell.name))
        let kind = "figures \(RunFigures.bytesVersion)"
        #expect(lister.notes(kind).count == 12)
        lister.keep([RunNote(name: cell.name, stamp: stamp, content: wrong.bytes)], kind)
        #expect(try SurveyReader(folder, settings).survey().runs[1].figures == wrong)
        try #require(utimes(RunFolder(swept.path(cell)).database.path, nil) == 0)
        try expectTruth("touched")
        Self.age()
        try expectTruth("touched a while ago")
        // A note of a stamp that the folder has not is not taken.
        lister.keep([RunNote(name: cell.name, stamp: stamp, content: wrong.bytes)], kind)
        try expectTruth("an old note")
    }

    @Test("an index that is gone, emptied, cut, overwritten, damaged anywhere or another file is made anew")
    func damage() throws {
        defer { clean() }
        try expectTruth("new")
        let index = try indexFile()
        let sound = try Data(contentsOf: index)
        try FileManager.default.removeItem(at: index)
        try expectTruth("gone")
        #expect(FileManager.default.fileExists(atPath: index.path))
        for (what, bytes) in [
            ("emptied", Data()), ("cut", sound.prefix(sound.count / 2)),
            ("garbage", Data(repeating: 0xA5, count: 9_000)),
            (
                "all but the first page overwritten",
                sound.prefix(4_096) + Data(repeating: 7, count: sound.count - 4_096)
            ),
        ] {
            try bytes.write(to: index)
            try expectTruth("\(what)")
        }
        let truth = try (statuses(plain), SurveyReader(folder, plain).survey())
        for position in stride(from: 100, to: sound.count, by: 1_499) {
            var changed = sound
            changed[position] ^= 0x20
            try changed.write(to: index)
            #expect(statuses(settings) == truth.0, "byte \(position)")
            #expect(try SurveyReader(folder, settings).survey() == truth.1, "byte \(position)")
        }
    }

    @Test("an index that cannot be written, or is a folder, is done without")
    func notWritable() throws {
        defer { clean() }
        let file = temporary.appendingPathComponent("file")
        try Data("x".utf8).write(to: file)
        try expectTruth("below a file", WorkSettings(program: "", environment: ["XDG_CACHE_HOME": file.path]))
        try expectTruth("new")
        let index = try indexFile()
        try FileManager.default.removeItem(at: index)
        try FileManager.default.createDirectory(at: index, withIntermediateDirectories: false)
        try expectTruth("a folder in its place")
    }

    @Test("a run that was removed, renamed, replaced under its name or gone on with is read as it is now")
    func stale() throws {
        defer { clean() }
        let watching = try SurveyReader(folder, settings)
        try expectTruth("at first", nil, watching)
        let cells = manifest.cells
        let place = swept.path(cells[0])

        try FileManager.default.removeItem(at: place)
        try expectTruth("removed", nil, watching)
        #expect(try watching.survey().runs[0].state == "pending")

        let again = try SweptRuns.record(
            5, config: swept.config(cells[0]), in: folder.url.appendingPathComponent("again"))
        try #require(rename(again.path, place.path) == 0)
        try expectTruth("replaced by another recording of the same run", nil, watching)
        #expect(try watching.survey().runs[0].figures.grokkedAt == 1_500)

        let other = RunFolder(swept.path(cells[1])).database
        try FileManager.default.removeItem(at: RunFolder(place).database)
        try FileManager.default.copyItem(at: other, to: RunFolder(place).database)
        try expectTruth("replaced by another run", nil, watching)
        #expect(try watching.survey().runs[0].state == "failed")

        let renamed = folder.runs.appendingPathComponent("mine")
        try #require(rename(swept.path(cells[2]).path, renamed.path) == 0)
        try expectTruth("renamed", nil, watching)
        #expect(try watching.survey().runs[2].path == renamed.path)

        try Data("x".utf8).write(to: RunFolder(swept.path(cells[3])).database)
        try expectTruth("damaged", nil, watching)
        Self.age()
        try expectTruth("all of that a while ago", nil, watching)
    }

    @Test("a run that is gone on with is running, and then what it is at its new end")
    func goneOn() throws {
        defer { clean() }
        let cell = manifest.cells[0]
        try FileManager.default.removeItem(at: swept.path(cell))
        let made = try SweptRuns.record(
            1, config: swept.config(cell), end: .stopped, in: folder.url.appendingPathComponent("again"))
        try #require(rename(made.path, swept.path(cell).path) == 0)
        Self.age()
        let watching = try SurveyReader(folder, settings)
        try expectTruth("interrupted", nil, watching)
        #expect(try watching.survey().runs[0].state == "interrupted")

        let recorder = try RunRecorder.continuing(RunFolder(swept.path(cell)))
        recorder.record(.resumed(ResumedRecord(step: 4_000, checkpointStep: 4_000, engine: SweptRuns.engine)))
        recorder.flush()
        try expectTruth("gone on with", nil, watching)
        #expect(try watching.survey().runs[0].state == "running")
        recorder.record(.finished(FinishedRecord(step: 4_000, reason: .completed, parameterDigest: "new")))
        recorder.close()
        try expectTruth("ended", nil, watching)
        Self.age()
        try expectTruth("ended a while ago", nil, watching)
        #expect(try watching.survey().runs[0].parameterDigest == "new")
    }

    @Test("without patience all runs are there at once with what is known of them, and their figures come later")
    func patience() throws {
        defer { clean() }
        let truth = try SurveyReader(folder, plain).survey()
        let reader = try SurveyReader(folder, settings)
        let first = try reader.survey(patience: 0)
        #expect(first.unread == 12)
        #expect(first.runs.map(\.state) == truth.runs.map(\.state))
        #expect(first.runs.map(\.figures.grokkedAt) == truth.runs.map(\.figures.grokkedAt))
        #expect(try reader.survey() == truth)
        // The index has them now.
        #expect(try SurveyReader(folder, settings).survey(patience: 0) == truth)
    }

    @Test("two processes with one index at a time read the same")
    func concurrent() async throws {
        defer { clean() }
        let truth = try SurveyReader(folder, plain).survey()
        let (folder, settings) = (folder, settings)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 { group.addTask { try SurveyReader(folder, settings).survey() == truth } }
            for try await isSame in group { #expect(isSame) }
        }
    }
}
