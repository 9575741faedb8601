import Alerts
import Configuration
import Testing

/// Configurations with random damage, read in this process: something is read or named, in characters that no terminal
/// obeys, and nothing else happens.
@Suite("Fuzzing: configurations", .serialized)
struct ConfigurationFuzzTests {
    @Test("random configurations are read, or what is wrong in them is named") func configurations() async throws {
        try await onOwnThread { Self.fuzz() }
    }

    private static let pieces = [
        "[run]", "[[alert]]", "[keys]", "[", "]", "{", "}", "=", ".", "\"", "'", "\"\"\"", "'''", "#", "\\", "\n",
        "\r\n",
        "\t", "\u{0}", "\u{1B}", "\u{7F}", "\u{FEFF}", "\\u0000", "\\uD800", "true", "nan", "-inf", "1e999", "0x_",
        "1979-05-27T07:32:00Z", "when", "do", "run", "seed", "quit = \"x\"", "grokked", "a.b.c.d",
        "9223372036854775808",
        "when = \"test accuracy < 0.9 after grokking\"", "[[a.b]]", "a = [[1], {b = 2}]",
    ]

    private static func fuzz() {
        let original = Array(
            (DefaultConfiguration.text + "[[alert]]\nwhen = \"metric 'a' > 1\"\nrun = [\"a\", \"b\"]\n").utf8)
        FuzzSession.run { chance in
            var bytes = chance.once(in: 3) ? [] : original
            for _ in 0..<Int.random(in: 1...12, using: &chance) { damage(&bytes, &chance) }
            let loaded = ConfigurationFile.parse(bytes)
            let lines = bytes.split(separator: 10, omittingEmptySubsequences: false).count
            for problem in loaded.problems {
                #expect(problem.line.map { (1...lines).contains($0) } ?? true, "seed \(chance.seed)")
                let text = problem.text(in: "c").unicodeScalars
                #expect(text.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }, "seed \(chance.seed)")
            }
            // Keys that were taken are no conflict, or this would end the process.
            _ = loaded.configuration.preferences
            let line = bytes.split(separator: 10).randomElement(using: &chance).map {
                String(decoding: $0, as: UTF8.self)
            }
            _ = try? Alert(option: line ?? "")
        }
    }

    private static func damage(_ bytes: inout [UInt8], _ chance: inout FuzzChance) {
        let place = Int.random(in: 0...bytes.count, using: &chance)
        let end = min(bytes.count, place + Int.random(in: 0...40, using: &chance))
        switch Int.random(in: 0..<5, using: &chance) {
        case 0: bytes.removeSubrange(place..<end)
        case 1: bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &chance))
        case 2 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &chance)
        case 3:
            let piece = Array(chance.one(of: pieces).utf8)
            let times = chance.once(in: 20) ? 3_000 : 1
            bytes.insert(contentsOf: (0..<times).flatMap { _ in piece }, at: place)
        default: bytes.insert(contentsOf: Array(chance.one(of: pieces).utf8), at: place)
        }
    }
}
