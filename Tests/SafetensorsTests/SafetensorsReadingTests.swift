import Foundation
import Safetensors
import Testing

@Suite("Safetensors: reading")
struct SafetensorsReadingTests {
    /// Every type, one of them without elements and one a scalar, at odd offsets.
    private static func sample() -> Data {
        let data: [UInt8] =
            [0x80, 0x7f, 0xff] + [0x00, 0xff, 0x01]
            + littleEndianBytes([Float(1.5), -0.1, .infinity, 0].map(\.bitPattern))
            + littleEndianBytes([Double.pi, -Double.leastNonzeroMagnitude].map(\.bitPattern))
            + littleEndianBytes([Int32.min, 7])
        return file(
            """
            {"__metadata__": {"heads": "4", "note": "ω"},
             "i8": {"dtype": "I8", "shape": [3], "data_offsets": [0, 3]},
             "u8": {"dtype": "U8", "shape": [3, 1], "data_offsets": [3, 6]},
             "f32": {"dtype": "F32", "shape": [2, 2], "data_offsets": [6, 22]},
             "empty": {"dtype": "F32", "shape": [0, 5], "data_offsets": [22, 22]},
             "f64": {"dtype": "F64", "shape": [2], "data_offsets": [22, 38]},
             "i32": {"dtype": "I32", "shape": [1, 2], "data_offsets": [38, 46]}}
            """, data)
    }

    @Test("values, shapes, names and metadata") func values() throws {
        let file = try SafetensorsFile(Self.sample())
        #expect(file.names == ["empty", "f32", "f64", "i32", "i8", "u8"])
        #expect(file.metadata == ["heads": "4", "note": "ω"])
        #expect(file.contains("f32") && !file.contains("f16") && !file.contains("__metadata__"))
        #expect(try file.shape(of: "f32") == [2, 2])
        #expect(try file.shape(of: "empty") == [0, 5])
        #expect(try file.floats("f32") == [1.5, -0.1, .infinity, 0])
        #expect(try file.doubles("f32") == [1.5, Double(Float(-0.1)), .infinity, 0])
        #expect(try file.doubles("f64") == [.pi, -Double.leastNonzeroMagnitude])
        #expect(try file.floats("empty") == [])
        #expect(try file.integers("i8") == [-128, 127, -1])
        #expect(try file.integers("u8") == [0, 255, 1])
        #expect(try file.integers("i32") == [.min, 7])
    }

    @Test("from the middle of other data, whose indices do not begin at zero") func slice() throws {
        let padded = Data([1, 2, 3]) + Self.sample()
        let file = try SafetensorsFile(padded[3...])
        #expect(try file.floats("f32") == [1.5, -0.1, .infinity, 0])
        #expect(try file.integers("i32") == [.min, 7])
    }

    @Test("a file without tensors, and a scalar") func small() throws {
        #expect(try SafetensorsFile(file("{}")).names.isEmpty)
        let scalar = try SafetensorsFile(
            file(#"{"a":{"dtype":"U8","shape":[],"data_offsets":[0,1]}}"#, [9]))
        #expect(try scalar.integers("a") == [9] && scalar.shape(of: "a") == [])
    }

    @Test("a wrong name or type is said so") func misuse() throws {
        let file = try SafetensorsFile(Self.sample())
        func expect(_ message: String, _ body: () throws -> Void) {
            let error = #expect(throws: SafetensorsError.self) { try body() }
            #expect(error?.description == message)
        }
        expect("there is no tensor 'f16'") { _ = try file.floats("f16") }
        expect("there is no tensor 'f16'") { _ = try file.shape(of: "f16") }
        expect("tensor 'f64': is F64, not F32") { _ = try file.floats("f64") }
        expect("tensor 'i8': is I8, not a float") { _ = try file.doubles("i8") }
        expect("tensor 'i32': is I32, not a float") { _ = try file.doubles("i32") }
        expect("tensor 'i32': is I32, not a float") { _ = try file.tensor("i32") }
        expect("tensor 'i32': is I32, not F32") { _ = try file.floats("i32") }
        expect("tensor 'u8': is U8, not a float") { _ = try file.tensor("u8") }
        expect("tensor 'f32': is F32, not an integer") { _ = try file.integers("f32") }
    }
}
