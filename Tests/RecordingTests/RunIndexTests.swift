import Foundation
import Recording
import RunEvents
import Testing

@Suite("Recording: the index of a runs folder")
struct RunIndexTests {
    private let many: ManyRuns
    private let cache: TemporaryRuns

    init() throws {
        many = try ManyRuns(count: 24, distinct: 8)
        cache = try TemporaryRuns()
        // What is newer than the index can tell is not taken into it.
        try Self.age(many.runs.url)
    }

    private var catalog: RunCatalog { RunCatalog(many.runs.url, indexFolder: cache.url) }
    private var plain: RunCatalog { RunCatalog(many.runs.url) }
    private var indexFile: URL? {
        cache.names.first { $0.hasSuffix(".sqlite") }.map { cache.url.appendingPathComponent($0) }
    }

    /// Waits until all times of files are old enough that a later change shows.
    static func age(_ folder: URL) throws { usleep(2_300_000) }

    /// The listing with the index is that without it, whatever is done to either.
    private func expectTruth(_ what: Comment, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let truth = try plain.listing()
        #expect(try catalog.listing() == truth, what, sourceLocation: sourceLocation)
        #expect(try catalog.listing() == truth, "\(what.rawValue), again", sourceLocation: sourceLocation)
    }

    @Test("the listing says what every run's own summary says, in the same order")
    func sameAsSummaries() throws {
        let (list, listing) = (try plain.list(), try plain.listing())
        #expect(list.map(\.folder) == listing.map(\.folder))
        #expect(list.map(\.bytes) == listing.map(\.bytes))
        for (entry, listed) in zip(list, listing) {
            let (summary, facts) = (try entry.summary.get(), try listed.facts.get())
            #expect(facts.reference == summary.reference && facts.createdAt == summary.createdAt)
            #expect(facts.name == "dyck" && !facts.isWatched && facts.hasWeightDecay)
            #expect(facts.seed == summary.run.seed && facts.steps == summary.run.steps)
            #expect(facts.step == summary.progress.step && facts.weightDecay == summary.progress.weightDecay)
            #expect(facts.bestTestAccuracy == summary.bestTestAccuracy && facts.grokkedAt == summary.grokkedAt)
            #expect(facts.state == summary.state && facts.parameterDigest == summary.finish?.parameterDigest)
            #expect(facts.curve.count == RunFacts.curvePoints)
            #expect(facts.curve.first == 0 && facts.curve.last == summary.bestTestAccuracy.map(Float.init))
            #expect(facts.curve == facts.curve.sorted())
        }
    }

    @Test("what is read is kept, and only what has changed is opened again")
    func isUsed() throws {
        let first = try catalog.listing()
        let index = try #require(indexFile)
        // A database whose content goes without its times being touched would be believed: the index is used.
        #expect(try Data(contentsOf: index).count > 4_096)
        let names = many.recorded.map(\.name)
        try expectTruth("unchanged")
        #expect(try catalog.resolve("@") == first.last?.folder)
        #expect(try catalog.resolve(names[3]).name == names[3])
    }

    @Test("a run that was touched, gone on with, renamed or removed is read again; a new one is found")
    func changes() throws {
        _ = try catalog.listing()
        // The others of its name are links to it, so that it takes a copy to be gone on with.
        let copy = try copied(many.recorded[1], "2026-11-25-copy-x")
        try expectTruth("a new one")
        let recorder = try RunRecorder.continuing(copy)
        recorder.record(.resumed(ResumedRecord(step: 4_000, checkpointStep: 4_000, engine: Samples.engine)))
        recorder.record(Samples.progress(4_050))
        recorder.record(Samples.evaluation(4_100, testAccuracy: 0.99))
        recorder.flush()
        let live = try #require(try catalog.listing().first { $0.folder.name == copy.name })
        #expect(try live.facts.get().state == .running)
        #expect(try live.facts.get().bestTestAccuracy == 0.99)
        recorder.record(Samples.evaluation(4_200, testAccuracy: 0.995))
        recorder.flush()
        try expectTruth("one that is being recorded")
        recorder.close()
        try expectTruth("one that was recorded")
        try Self.age(many.runs.url)
        try expectTruth("one that was recorded a while ago")
        try #require(rename(copy.path, copy.path + "y") == 0)
        try expectTruth("renamed")
        try FileManager.default.removeItem(atPath: copy.path + "y")
        try expectTruth("removed")
        try Data("x".utf8).write(to: copied(many.recorded[2], "2026-11-25-copy-z").database)
        try expectTruth("damaged")
        let broken = try #require(try catalog.listing().last)
        #expect(broken.folder.name == "2026-11-25-copy-z" && (try? broken.facts.get()) == nil)
    }

    @Test("a database whose bytes were changed, with its size and its times set back, is read again")
    func timesSetBack() throws {
        let (first, second) = (try copied(many.recorded[1], "copy-a"), try copied(many.recorded[2], "copy-b"))
        try Self.age(many.runs.url)
        _ = try catalog.listing()
        var (before, content) = (stat(), try Data(contentsOf: second.database))
        try #require(stat(first.database.path, &before) == 0)
        try #require(content.count == Int(before.st_size))
        let handle = try FileHandle(forWritingTo: first.database)
        try handle.write(contentsOf: content)
        try handle.close()
        content.removeAll()
        var times = [before.st_atim, before.st_mtim]
        try #require(utimensat(AT_FDCWD, first.database.path, &times, 0) == 0)
        try expectTruth("times set back")
        let listed = try #require(try catalog.listing().first { $0.folder.name == "copy-a" })
        #expect(try listed.facts.get().seed == 2)
    }

    private func copied(_ run: RunFolder, _ name: String) throws -> RunFolder {
        let copy = RunFolder(many.runs.url.appendingPathComponent(name))
        try FileManager.default.createDirectory(at: copy.url, withIntermediateDirectories: false)
        try Data(contentsOf: run.database).write(to: copy.database)
        return copy
    }

    @Test("an index that is removed, emptied, cut, overwritten or another file is made anew")
    func damage() throws {
        _ = try catalog.listing()
        let index = try #require(indexFile)
        let sound = try Data(contentsOf: index)
        try FileManager.default.removeItem(at: index)
        try expectTruth("removed")
        try Data().write(to: index)
        try expectTruth("emptied")
        try sound.prefix(sound.count / 2).write(to: index)
        try expectTruth("cut")
        try Data("no database, and longer than a hundred bytes \(String(repeating: "x", count: 8_192))".utf8)
            .write(to: index)
        try expectTruth("another file")
        try (sound.prefix(4_096) + Data(repeating: 0xA5, count: sound.count - 4_096)).write(to: index)
        try expectTruth("all but the first page overwritten")
        for position in stride(from: 100, to: sound.count, by: 997) {
            var changed = sound
            changed[position] ^= 0x20
            try changed.write(to: index)
            #expect(try catalog.listing() == plain.listing(), "byte \(position)")
        }
    }

    @Test("an index that cannot be written, and a runs folder that is read-only, are done without")
    func readOnly() throws {
        try #require(chmod(many.runs.url.path, 0o555) == 0)
        defer { chmod(many.runs.url.path, 0o755) }
        try expectTruth("a read-only runs folder")
        let file = cache.url.appendingPathComponent("file")
        try Data("x".utf8).write(to: file)
        let nowhere = RunCatalog(many.runs.url, indexFolder: file.appendingPathComponent("index"))
        #expect(try nowhere.listing() == plain.listing())
    }

    @Test("many readers and writers of one index at once see the same")
    func concurrent() async throws {
        let truth = try plain.listing()
        let catalog = catalog
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<16 { group.addTask { try catalog.listing() == truth } }
            for try await isSame in group { #expect(isSame) }
        }
    }

    @Test("ten thousand runs: the times, and the same listing with and without an index")
    func tenThousand() throws {
        let clock = ContinuousClock()
        var many: ManyRuns?
        let making = try clock.measure { many = try ManyRuns(count: 10_000, distinct: 100) }
        let runs = try #require(many).runs
        try Self.age(runs.url)
        let catalog = RunCatalog(runs.url, indexFolder: cache.url)
        var (cold, warm): ([RunCatalog.Listed], [RunCatalog.Listed]) = ([], [])
        let coldTime = try clock.measure { cold = try catalog.listing() }
        let warmTime = try clock.measure { warm = try catalog.listing() }
        #expect(cold.count == 10_000)
        #expect(cold == warm)
        let path = try #require(cold.last?.folder.path)
        try #require(utimes(path + "/run.sqlite", nil) == 0)
        #expect(try catalog.listing() == warm)
        print("10,000 runs: made in \(making), listed without an index in \(coldTime), with it in \(warmTime)")
    }
}
