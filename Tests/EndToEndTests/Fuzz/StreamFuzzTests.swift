import Dashboard
import Foundation
import RunEvents
import Runs
import TerminalUI
import TestSupport
import Testing

/// Streams of events with random damage, taken in and drawn in this process: each line is an event or is left out, and
/// nothing else happens.
@Suite("Fuzzing: streams of events", .serialized)
struct StreamFuzzTests {
    @Test("random streams are shown or left out") func streams() async throws {
        try await onOwnThread { try fuzz() }
    }

    private func fuzz() throws {
        let streams = [try Self.stream(), try Self.watched()]
        FuzzSession.run { chance in
            let lines = chance.one(of: streams)
            var check = EventCheck()
            var model = Model(
                themes: [Theme.default], capability: Capability(colors: .direct, symbols: .braille),
                size: Size(
                    width: Int.random(in: 60...200, using: &chance), height: Int.random(in: 16...60, using: &chance)),
                source: Source(.stream, capabilities: []))
            var taken = 0
            for line in lines {
                // Most lines stay whole, so that what is damaged meets a run that is under way.
                let text = chance.once(in: 4) ? Self.damaged(line, &chance) : line
                guard case .success(let event) = check.event(text) else { continue }
                taken += 1
                _ = model.update(.event(event))
                if chance.once(in: 6) { _ = model.update(.key(chance.one(of: Self.keys))) }
                if chance.once(in: 3) { _ = model.view() }
            }
            _ = model.view()
            #expect(taken > 0 || lines.isEmpty, "seed \(chance.seed)")
        }
    }

    private static let keys: [Key] =
        [.left, .right, .home, .end, .tab, .escape] + "sdeytnNm.".unicodeScalars.map { .character($0) }

    /// A member's number becomes another, a member's name another's, or a piece is cut out. The first line stays.
    private static func damaged(_ line: String, _ chance: inout FuzzChance) -> String {
        guard !line.contains("\"type\":\"started\"") else { return line }
        var text = line
        for _ in 0..<Int.random(in: 1...3, using: &chance) {
            let numbers = text.ranges(of: /-?[0-9]+(\.[0-9]+(e-?[0-9]+)?)?/)
            switch Int.random(in: 0..<5, using: &chance) {
            case 0...2 where !numbers.isEmpty:
                text.replaceSubrange(chance.one(of: numbers), with: chance.one(of: values))
            case 3:
                let commas = text.ranges(of: ",")
                guard commas.count > 1 else { continue }
                let (first, second) = (chance.one(of: commas).lowerBound, chance.one(of: commas).lowerBound)
                text.removeSubrange(min(first, second)..<max(first, second))
            default: text = String(text.prefix(Int.random(in: 0...text.count, using: &chance)))
            }
        }
        return text
    }

    private static let values = [
        "0", "-1", "1", "2", "7", "64", "65", "1000000000", "9223372036854775807", "-9223372036854775808", "1e308",
        "-1e308", "\"nan\"", "\"inf\"", "0.5", "null", "true", "[]", "{}", "\"x\"", "[1,2,3]", "99999999999",
    ]

    /// A run of another program: each metric and each probe many times, so that all panels have something to show.
    static func watched() throws -> [String] {
        let repeated = (1...20).flatMap { round in
            WatchedEvents.all.dropFirst().dropLast().map { event -> RunEvent in
                guard case .metric(var record) = event else { return event }
                record.value *= Double(round)
                return .metric(record)
            }
        }
        let names = (0..<70).map { RunEvent.metric(MetricRecord(step: 450, name: "m\($0)_loss", value: Double($0))) }
        let events = [WatchedEvents.all[0]] + repeated + names + [WatchedEvents.all[WatchedEvents.all.count - 1]]
        return try events.map { try JSONText.line($0) }
    }

    /// A short run of a small model with every probe, as `train` prints it.
    static func stream() throws -> [String] {
        let probes = MeasurementKind.probes.flatMap { ["--at", "40:\($0.command)"] }
        let program = try Program.run(
            Program.url.path,
            [
                "train", "--task", "modadd", "--p", "11", "--steps", "60", "--train-size", "60", "--test-size", "60",
                "--batch", "20", "--d-model", "8",
                "--heads", "2", "--ff", "8", "--layers", "1", "--interval", "5", "--window", "3", "--eval-every", "10",
                "--response-every", "2", "--at", "20:weight-decay=0", "--at", "50:pace=1000", "--no-record",
            ] + probes)
        try #require(program.exitCode == 0, "\(program.errors)")
        return program.output.split(separator: "\n").map(String.init)
    }
}
