import Foundation
import Recording
import RunEvents
import Testing

/// Damaged databases: the reader refuses them or reads events, and does nothing else.
@Suite("Recording: damaged databases")
struct MutatedRunTests {
    /// SplitMix64.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var word = state
            word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
            word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
            return word ^ (word >> 31)
        }
    }

    private static let page = 4_096

    private let runs: TemporaryRuns
    private let folder: RunFolder
    private let whole: [UInt8]

    init() throws {
        runs = try TemporaryRuns()
        let events =
            Samples.all + (1...200).map { Samples.evaluation(700 + $0) }
            + (1...50).map { Samples.spectrum(900 + $0) }
        folder = try runs.record(events)
        whole = [UInt8](try Data(contentsOf: folder.database))
    }

    /// - Returns: how many events were read; nil where the database was refused.
    private func read(_ bytes: [UInt8]) throws -> Int? {
        try Data(bytes).write(to: folder.database)
        do {
            let reader = try RunReader(folder)
            _ = try reader.summary()
            return try reader.events().count
        } catch {
            #expect(error.path == folder.database.path)
            #expect(!error.reason.isEmpty && !error.reason.contains("\n"))
            return nil
        }
    }

    @Test("cut short, at many lengths: refused, but for the end of a file that is not used")
    func truncated() throws {
        #expect(try read(whole) == 270)
        var lengths = [1, 15, 16, 17, 99, 100, 101, 511, 512, 4_095, 4_097]
        lengths += stride(from: Self.page, to: whole.count, by: Self.page).flatMap { [$0 - 1, $0, $0 + 1] }
        for length in lengths {
            #expect(try read(Array(whole.prefix(length))) == nil, "\(length) of \(whole.count) bytes")
        }
    }

    private static func flipBit(of bytes: inout [UInt8], _ generator: inout Generator) {
        bytes[Int.random(in: bytes.indices, using: &generator)] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    }

    @Test("a damaged log, or one that ends early, leaves what was committed before", arguments: 0..<4)
    func damagedLog(part: UInt64) throws {
        let recorder = try runs.create(TemporaryRuns.newRun(Samples.config(), "10c"))
        for step in 0..<20 {
            recorder.record(step == 0 ? Samples.started() : Samples.evaluation(step))
            recorder.flush()
        }
        let killed = RunFolder(runs.url.appendingPathComponent("killed"))
        let log = killed.url.appendingPathComponent("run.sqlite-wal")
        for seed in 0..<25 {
            try? FileManager.default.removeItem(at: killed.url)
            try FileManager.default.copyItem(at: recorder.folder.url, to: killed.url)
            var generator = Generator(state: part << 32 | UInt64(seed))
            var bytes = [UInt8](try Data(contentsOf: log))
            if seed % 2 == 0 {
                bytes.removeLast(.random(in: 1..<bytes.count, using: &generator))
            } else {
                Self.flipBit(of: &bytes, &generator)
            }
            try Data(bytes).write(to: log)
            try FileManager.default.removeItem(at: killed.url.appendingPathComponent("run.sqlite-shm"))
            let events = try RunReader(killed).events()
            #expect(events.count < 20)
            #expect(events.map(\.event.step) == Array(0..<events.count))
        }
        recorder.close()
    }

    @Test("bytes and pages changed by chance: refused or read, never a crash", arguments: 0..<8)
    func mutated(part: UInt64) throws {
        var refused = 0
        for seed in 0..<100 {
            var generator = Generator(state: part << 32 | UInt64(seed))
            var bytes = whole
            switch seed % 4 {
            case 0:
                for _ in 0..<Int.random(in: 1...20, using: &generator) { Self.flipBit(of: &bytes, &generator) }
            case 1:
                // The first page holds the header and the schema.
                for _ in 0..<3 {
                    bytes[Int.random(in: 0..<Self.page, using: &generator)] = .random(in: 0 ... .max, using: &generator)
                }
            case 2:
                let page = Int.random(in: 0..<bytes.count / Self.page, using: &generator) * Self.page
                let other = Int.random(in: 0..<bytes.count / Self.page, using: &generator) * Self.page
                let contents =
                    seed % 8 == 2 ? Array(repeating: 0, count: Self.page) : Array(whole[other..<other + Self.page])
                bytes.replaceSubrange(page..<page + Self.page, with: contents)
            default:
                // Where a page says what is on it and where.
                let page = Int.random(in: 0..<bytes.count / Self.page, using: &generator) * Self.page
                for _ in 0..<2 {
                    bytes[page + Int.random(in: 0..<64, using: &generator)] = .random(in: 0 ... .max, using: &generator)
                }
            }
            if try read(bytes) == nil { refused += 1 }
        }
        #expect(refused > 30)
    }
}
