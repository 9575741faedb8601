import Foundation
import RunEvents
import Testing

@Suite("JSON")
struct JSONTextTests {
    private struct Inner: Codable, Equatable {
        var text = "a \"b\" \\ \n\r\t\u{1} ω 𝄞 / \u{2028}"
        var list: [Double?] = [1, nil, 0.1, -0.0, 1e300, 1e-300]
        var floats: [Float] = [1, 1.0 / 3]
    }

    private struct Everything: Codable, Equatable {
        var inner = Inner()
        var missing: Int?
        var numbers: [String: Int] = ["b": -1, "a": 1]
        var large = UInt64.max
        var small = Int8.min
        var truth = [true, false]
        var nested: [[Int]] = [[], [1, 2]]
    }

    @Test("a value comes back, to the bit") func roundTrip() throws {
        let value = Everything()
        for text in [try JSONText.line(value), try JSONText.lines(value)] {
            let read = try JSONText.value(Everything.self, text)
            #expect(read == value && read.inner.list[3]?.sign == .minus)
        }
        #expect(try !JSONText.line(value).contains("\n"))
    }

    @Test("doubles are told from integers, keys are sorted, and what is missing is not there") func text() throws {
        #expect(
            try JSONText.line(Everything()) == #"""
                {"inner":{"floats":[1.0,0.33333334],"list":[1.0,null,0.1,-0.0,1e+300,1e-300],\#
                "text":"a \"b\" \\ \n\r\t\u0001 ω 𝄞 / \#u{2028}"},\#
                "large":18446744073709551615,"nested":[[],[1,2]],"numbers":{"a":1,"b":-1},"small":-128,\#
                "truth":[true,false]}
                """#)
        #expect(try JSONText.lines(["a": [1], "b": []]) == "{\n  \"a\" : [\n    1\n  ],\n  \"b\" : []\n}")
    }

    @Test("what is no finite number is a text, and comes back", arguments: [Double.nan, .infinity, -.infinity])
    func notFinite(_ value: Double) throws {
        let text = try JSONText.line([value])
        #expect(text == "[\"\(value)\"]")
        let read = try JSONText.value([Double].self, text)[0]
        #expect(read == value || (read.isNaN && value.isNaN))
        #expect(try JSONText.line([Float(value)]) == text)
    }

    @Test("every event is what Foundation's encoder makes of it", arguments: SampleEvents.all.indices)
    func events(index: Int) throws {
        let event = SampleEvents.all[index].event
        let object = try JSONSerialization.jsonObject(with: Data(JSONText.line(event).utf8))
        let expected = try JSONSerialization.jsonObject(with: JSONEncoder().encode(event))
        #expect(try #require(object as? NSDictionary) == #require(expected as? NSDictionary))
        #expect(try JSONText.value(RunEvent.self, JSONText.line(event)) == event)
    }

    @Test("a window's gradient fraction is a list as a spectrum's is; the number of earlier versions is read")
    func window() throws {
        let record = WindowRecord(
            step: 3, interval: 10, window: 5, leavesFirstOut: false, updates: 2, kStar: 1, gapRatio: nil,
            gradientFraction: 0.25,
            driveClass: .mixed)
        let text = try JSONText.line(RunEvent.window(record))
        #expect(text.contains(#""gradientFraction":[0.25]"#))
        let old = text.replacingOccurrences(of: "[0.25]", with: "0.25")
        for text in [text, old] { #expect(try JSONText.value(RunEvent.self, text) == .window(record)) }
        for wrong in ["[]", "[1,2]", "null", "\"x\""] {
            let text = text.replacingOccurrences(of: "[0.25]", with: wrong)
            #expect(throws: DecodingError.self) { try JSONText.value(RunEvent.self, text) }
        }
    }
}
