import Foundation
import RunEvents
import Testing

@Suite("Run events")
struct RunEventTests {
    @Test("through JSON and back", arguments: SampleEvents.all.indices)
    func roundTrip(index: Int) throws {
        let (event, typeName) = SampleEvents.all[index]
        let data = try JSONEncoder().encode(event)
        #expect(try JSONDecoder().decode(RunEvent.self, from: data) == event)
        #expect(event.typeName == typeName)
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(object["type"] as? String == typeName)
    }

    @Test("one flat object: the record's keys stand beside the type") func flat() throws {
        func keys(_ event: RunEvent) throws -> Set<String> {
            let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(event)) as? [String: Any]
            return Set(try #require(object).keys)
        }
        #expect(
            try keys(.command(CommandRecord(step: 1, command: .pause, weightDecay: 1))) == [
                "type", "step", "command", "weightDecay",
            ])
        let started = try keys(SampleEvents.all[0].event)
        #expect(started.isSuperset(of: ["type", "engine", "seed", "optimizer", "thresholds", "shards"]))
        #expect(!started.contains("config"))
        let probe = try #require(SampleEvents.all.first { $0.typeName == "probe" })
        #expect(try keys(probe.event).isSuperset(of: ["type", "kind", "step", "removals", "controls"]))
    }

    @Test("the record alone is the event without its type", arguments: SampleEvents.all.indices)
    func record(index: Int) throws {
        let event = SampleEvents.all[index].event
        func object(_ value: some Encodable) throws -> [String: Any] {
            let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(value))
            return try #require(object as? [String: Any])
        }
        var expected = try object(event.record)
        expected["type"] = event.typeName
        #expect(NSDictionary(dictionary: try object(event)) == NSDictionary(dictionary: expected))
    }

    @Test(
        "every double comes back with the same bits",
        arguments: [0.1, 1.0 / 3, Double.leastNonzeroMagnitude, .greatestFiniteMagnitude, -0.0])
    func doubles(value: Double) throws {
        let event = RunEvent.command(CommandRecord(step: 0, command: .pause, weightDecay: value))
        guard case .command(let record) = try JSONDecoder().decode(RunEvent.self, from: JSONEncoder().encode(event))
        else { return #expect(Bool(false), "not a command") }
        #expect(record.weightDecay.bitPattern == value.bitPattern)
    }

    @Test("an unknown type is refused by name") func unknownType() {
        let error = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(RunEvent.self, from: Data(#"{"type":"epoch","step":1}"#.utf8))
        }
        guard case .dataCorrupted(let context)? = error else {
            return #expect(Bool(false), "another error: \(error as Any)")
        }
        #expect(context.debugDescription == "'epoch' is no type of event")
    }

    @Test(
        "an event without its keys, or of an unknown probe, is refused",
        arguments: [
            #"{}"#, #"{"type":"command","step":1,"command":"pause"}"#, #"{"type":"probe","kind":"x-ray"}"#,
            #"{"type":"command","step":1,"command":"fly","weightDecay":1}"#, #"[]"#,
        ])
    func incomplete(json: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(RunEvent.self, from: Data(json.utf8)) }
    }

    @Test func probeStep() throws {
        for (event, _) in SampleEvents.all {
            if case .probe(let record) = event { #expect(record.step == 500) }
        }
    }

    @Test("fine intervals are a fifth") func fineInterval() {
        #expect(SpectrumConfig(interval: 100, window: 5, tracked: .all).fineInterval == 20)
    }
}
