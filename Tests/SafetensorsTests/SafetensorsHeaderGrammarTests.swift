import Foundation
import Safetensors
import Testing

@Suite("Safetensors: the header's grammar")
struct SafetensorsHeaderGrammarTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let header: String
        let message: String
        var testDescription: String { String(header.prefix(60)) }

        init(_ header: String, _ message: String) {
            (self.header, self.message) = (header, message)
        }

        /// The rest of a sound entry 'a' of four bytes around a member.
        init(member: String, _ message: String) {
            self.init(#"{"a":{"#.appending(member) + "}}", message)
        }
    }

    private static let sound = #""dtype":"F32","shape":[1],"data_offsets":[0,4]"#
    private static let badShape = "tensor 'a': shape is no list of sizes"
    private static let badOffsets = "tensor 'a': data_offsets are no two increasing positions"

    private static func shape(_ text: String) -> Case {
        Case(member: #""dtype":"F32","shape":\#(text),"data_offsets":[0,4]"#, badShape)
    }

    private static func offsets(_ text: String) -> Case {
        Case(member: #""dtype":"F32","shape":[1],"data_offsets":\#(text)"#, badOffsets)
    }

    static let structure = [
        Case("", "the header is not valid: it does not start with '{'"),
        Case(" {}", "the header is not valid: it does not start with '{'"),
        Case("[]", "the header is not valid: it does not start with '{'"),
        Case("null", "the header is not valid: it does not start with '{'"),
        Case("\u{feff}{}", "the header is not valid: it does not start with '{'"),
        Case("{", "the header is not valid: '\"' was expected at byte 1"),
        Case("{a:1}", "the header is not valid: '\"' was expected at byte 1"),
        Case("{\"a\"}", "the header is not valid: ':' was expected at byte 4"),
        Case("{\"a\":", "tensor 'a': is no object"),
        Case("{\"a\":null}", "tensor 'a': is no object"),
        Case("{\"a\":{\(sound)}", "the header is not valid: '}' was expected at byte 53"),
        Case("{\"a\":{\(sound)},}", "the header is not valid: '\"' was expected at byte 54"),
        Case("{\"a\":{\(sound)} \"b\":1}", "the header is not valid: '}' was expected at byte 54"),
        Case("{\"a\":{\(sound),}}", "the header is not valid: '\"' was expected at byte 53"),
        Case("{\"a\":{\(sound)}}\n", "the header is not valid: something other than spaces follows its end at byte 54"),
        Case(
            "{\"a\":{\(sound)}} {}", "the header is not valid: something other than spaces follows its end at byte 54"),
        Case("{\"a\":{\(sound)}}\0", "the header is not valid: something other than spaces follows its end at byte 54"),
        Case("{\"a\":{\(sound)},\"a\":{\(sound)}}", "the header is not valid: 'a' stands twice, again before byte 57"),
        Case(
            "{\"a\":{\(sound)},\"\\u0061\":{\(sound)}}",
            "the header is not valid: 'a' stands twice, again before byte 62"),
        Case("{\"\":{\(sound)}}", "the header is not valid: a tensor's name is empty"),
        Case(
            #"{"__metadata__":{},"__metadata__":{}}"#,
            "the header is not valid: '__metadata__' stands twice, again before byte 33"),
        Case(#"{"__metadata__":{"k":"1","k":"2"}}"#, "the header is not valid: 'k' stands twice, again before byte 28"),
        Case(#"{"__metadata__":{"k":null}}"#, "the header is not valid: __metadata__ is no table of strings"),
        Case(#"{"__metadata__":{"k":{"l":"m"}}}"#, "the header is not valid: __metadata__ is no table of strings"),
    ]

    static let members = [
        Case(member: "\(sound),\"shape\":[1]", "the header is not valid: 'shape' stands twice, again before byte 60"),
        Case(member: "\(sound),\"device\":\"cpu\"", "tensor 'a': 'device' is not one of dtype, shape, data_offsets"),
        Case(member: #""dtype":"F32","data_offsets":[0,4]"#, "tensor 'a': has no shape"),
        Case(member: #""dtype":"F32","shape":[1]"#, "tensor 'a': has no data_offsets"),
        Case(member: #""dtype":32"#, "tensor 'a': dtype is no string"),
        Case(member: #""dtype":["F32"]"#, "tensor 'a': dtype is no string"),
        Case(
            member: #""dtype":"\u001b[31m""#,
            #"tensor 'a': dtype '\u{1b}[31m' is not one of F32, F64, I32, I8, U8, BF16, F16, I64, "#
                + "I16, U64, U32, U16, BOOL"
        ),
        Case(
            "{\"a\\nb\u{202e}\u{2028}\":1}", #"tensor 'a\u{a}b\u{202e}\u{2028}': is no object"#),
        Case(
            "{\"\(String(repeating: "ω", count: 81))\":1}",
            "tensor '\(String(repeating: "ω", count: 80))…': is no object"),
    ]

    static let numbers =
        [
            "true", "null", "1", "{}", "\"1\"", "[true]", "[null]", "[1.0]", "[1e0]", "[1E0]", "[-1]", "[-0]", "[+1]",
            "[01]", "[00]",
            "[0x1]", "[1,]", "[,1]", "[1 1]", "[1", "[[1]]", "[\"1\"]", "[9223372036854775808]",
            "[99999999999999999999999999]",
            "[١]", "[NaN]", "[Infinity]",
        ].map(shape)
        + [
            "true", "4", "[]", "[4]", "[0,4,4]", "[4,0]", "[false,4]", "[0,4.0]", "[0,4e0]", "[-0,4]", "[0,04]",
            "[0,9223372036854775808]", "[0,4,]", "[0;4]", "{\"0\":4}",
        ].map(offsets)

    static let strings = [
        Case("{\"a", "the header is not valid: a string has no end"),
        Case("{\"a\\", "the header is not valid: a string has no end"),
        Case("{\"a\\u00", "the header is not valid: a string has no end"),
        Case("{\"a\n\":1}", "the header is not valid: a bare control character at byte 3"),
        Case("{\"a\0\":1}", "the header is not valid: a bare control character at byte 3"),
        Case("{\"\\a\":1}", "the header is not valid: an unknown escape at byte 2"),
        Case("{\"\\u12g4\":1}", "the header is not valid: an unknown escape at byte 2"),
        Case("{\"\\u+123\":1}", "the header is not valid: an unknown escape at byte 2"),
        Case("{\"\\ud834\":1}", "the header is not valid: half a surrogate pair at byte 2"),
        Case("{\"\\ud834\\n\":1}", "the header is not valid: half a surrogate pair at byte 2"),
        Case("{\"\\ud834\\u0061\":1}", "the header is not valid: half a surrogate pair at byte 2"),
        Case("{\"\\udd1e\":1}", "the header is not valid: half a surrogate pair at byte 2"),
    ]

    @Test(arguments: structure + members + numbers + strings)
    func refused(example: Case) {
        let error = #expect(throws: SafetensorsError.self) { try SafetensorsFile(file(example.header, [0, 0, 0, 0])) }
        #expect(error?.description == example.message)
    }

    @Test("names that differ in their normalization alone are one name") func normalization() {
        let header = "{\"\u{e9}\":{\(Self.sound)},\"e\u{301}\":{\(Self.sound)}}"
        let error = #expect(throws: SafetensorsError.self) { try SafetensorsFile(file(header, [0, 0, 0, 0])) }
        #expect(error?.description == "the header is not valid: 'e\u{301}' stands twice, again before byte 60")
    }

    @Test(
        "bytes that are no UTF-8", arguments: [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xe2, 0x82]] as [[UInt8]])
    func notUTF8(bytes: [UInt8]) {
        let header = Data("{\"__metadata__\":{\"k\":\"".utf8) + Data(bytes) + Data("\"}}".utf8)
        let contents = Data([UInt8(header.count), 0, 0, 0, 0, 0, 0, 0]) + header
        let error = #expect(throws: SafetensorsError.self) { try SafetensorsFile(contents) }
        #expect(error?.description == "the header is not valid: it is not UTF-8")
    }

    @Test("every escape, blanks between everything, spaces at the end") func accepted() throws {
        let escapes = #""\"\\\/\b\f\n\r\t\u00e9\u00E9\ud834\udd1e""#
        let read = try SafetensorsFile(
            file("{\"__metadata__\" :\t{ \"k\" : \(escapes) } ,\r\n\"a\" : { \(Self.sound) } }   ", [0, 0, 128, 63]))
        #expect(read.metadata == ["k": "\"\\/\u{8}\u{c}\n\r\t\u{e9}\u{e9}\u{1d11e}"])
        #expect(try read.floats("a") == [1])
    }

    @Test(
        "a header of the greatest length, full of one thing, is refused at once",
        arguments: ["[", "{\"a\":", "{", "\"", "\\", "[1,", "{\"a\":{\"shape\":[0", "{\"a\":{\"shape\":[9"])
    func deep(piece: String) {
        let count = SafetensorsLimits.maximumBytes / piece.utf8.count - 1
        let error = #expect(throws: SafetensorsError.self) {
            try SafetensorsFile(file("{" + String(repeating: piece, count: count)))
        }
        #expect((error?.description.utf8.count).map { (1..<300).contains($0) } == true)
        let digits = String(repeating: String(piece.last!), count: SafetensorsLimits.maximumBytes - 100)
        let inShape = #expect(throws: SafetensorsError.self) {
            try SafetensorsFile(file(#"{"a":{"dtype":"F32","shape":[\#(digits)"#))
        }
        #expect(inShape?.description == Self.badShape)
    }
}
