import Dashboard
import RunEvents
import Runs
import TerminalUI
import Testing

/// Everything that a person, a mouse and a terminal can send, at random, between the events of a run: nothing traps,
/// and whatever state that leads to still draws a screen of its size.
@Suite("Fuzzing: keys and mouse", .serialized)
struct InputFuzzTests {
    @Test("random input is read, and every state that it leads to is drawn") func inputs() async throws {
        try await onOwnThread { try fuzz() }
    }

    private func fuzz() throws {
        let streams = [try StreamFuzzTests.stream(), try StreamFuzzTests.watched()].map(Self.events)
        FuzzSession.run(seeds: 200) { chance in
            let events = chance.one(of: streams)
            var model = Self.model(&chance)
            var parser = InputParser()
            var (seconds, next) = (0.0, 0)
            for _ in 0..<60 {
                if next < events.count, chance.once(in: 2) {
                    let count = Int.random(in: 1...20, using: &chance)
                    for event in events[next..<min(next + count, events.count)] { _ = model.update(.event(event)) }
                    next += count
                }
                seconds += chance.one(of: [0, 0.001, 0.03, 0.2, 5])
                let inputs = parser.feed(FuzzedInput.bytes(&chance), at: seconds) + parser.pass(seconds + 0.01)
                for input in inputs { if let message = Message(input) { _ = model.update(message) } }
                if let message = Self.message(&chance, seconds) { _ = model.update(message) }
                let frame = model.view()
                #expect(frame.size == model.size, "GROKTOP_FUZZ_SEED=\(chance.seed)")
                #expect(frame.cells.count == frame.size.width * frame.size.height, "GROKTOP_FUZZ_SEED=\(chance.seed)")
            }
            // Whatever has begun, Ctrl-C is read.
            #expect(
                parser.feed([0x03], at: seconds + 10).last == .key(.control("c")), "GROKTOP_FUZZ_SEED=\(chance.seed)")
        }
    }

    private static func events(_ lines: [String]) -> [RunEvent] {
        var check = EventCheck()
        return lines.compactMap { line in
            guard case .success(let event) = check.event(line) else { return nil }
            return event
        }
    }

    private static func model(_ chance: inout FuzzChance) -> Model {
        let name = "2026-11-25-dyck-42-7f3a"
        return Model(
            themes: [.default],
            capability: Capability(
                colors: chance.one(of: ColorDepth.allCases), symbols: chance.one(of: Symbols.allCases)),
            size: FuzzedInput.size(&chance),
            source: chance.one(of: [
                .live, .replay(name: name), .following(name: name), Source(.stream, capabilities: []),
                Source(.following(name: name), capabilities: .steeredElsewhere),
            ]))
    }

    /// What does not come from the terminal's bytes.
    private static func message(_ chance: inout FuzzChance, _ seconds: Double) -> Message? {
        switch Int.random(in: 0..<12, using: &chance) {
        case 0, 1: .resize(FuzzedInput.size(&chance))
        case 2: .tick(elapsedSeconds: chance.one(of: [seconds, 0, 1e18]))
        case 3: .frame(seconds: chance.one(of: [seconds, 0, 1e18]))
        case 4: .checkpoints(chance.one(of: [[], [0], [10, 20, 30]]))
        case 5: .working(chance.one(of: [nil, "deriving step 40 again", String(repeating: "long ", count: 200)]))
        case 6: .notice(String(repeating: "ω\u{1B}[2J", count: Int.random(in: 0...40, using: &chance)), isAlert: true)
        default: nil
        }
    }
}
