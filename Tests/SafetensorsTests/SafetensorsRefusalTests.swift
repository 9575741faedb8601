import Foundation
import Safetensors
import Testing

@Suite("Safetensors: what is refused, and how it is said")
struct SafetensorsRefusalTests {
    struct Refusal: Sendable, CustomTestStringConvertible {
        let name: String
        let contents: Data
        let message: String
        var testDescription: String { name }

        init(_ name: String, _ contents: Data, _ message: String) {
            (self.name, self.contents, self.message) = (name, contents, message)
        }

        /// A file with one tensor 'a', four bytes of data unless told.
        init(_ name: String, tensor: String, bytes: Int = 4, _ message: String) {
            self.init(name, file("{\"a\":\(tensor)}", Array(repeating: 0, count: bytes)), message)
        }
    }

    private static func tensor(_ type: String, _ shape: String, _ offsets: String) -> String {
        "{\"dtype\":\"\(type)\",\"shape\":\(shape),\"data_offsets\":\(offsets)}"
    }

    private static func pair(_ first: String, _ second: String, bytes: Int) -> Data {
        file(
            "{\"a\":\(tensor("U8", "[4]", first)),\"b\":\(tensor("U8", "[4]", second))}",
            Array(repeating: 0, count: bytes))
    }

    private static let badShape = "tensor 'a': shape is no list of sizes"
    private static let badOffsets = "tensor 'a': data_offsets are no two increasing positions"

    private static func badType(_ name: String) -> String {
        "tensor 'a': dtype '\(name)' is not one of F32, F64, I32, I8, U8, BF16, F16, I64, I16, U64, U32, U16, BOOL"
    }

    static let refusals: [Refusal] = [
        Refusal("empty", Data(), "0 bytes are no safetensors file: it starts with 8 bytes of header length"),
        Refusal(
            "seven bytes", Data(count: 7), "7 bytes are no safetensors file: it starts with 8 bytes of header length"),
        Refusal("header beyond the end", file("{}", claiming: 3), "the header claims 3 bytes of a file of 10"),
        Refusal(
            "header of all bits", file("{}", claiming: .max),
            "the header claims 18446744073709551615 bytes of a file of 10"),
        Refusal(
            "a header longer than any", Data(file("", claiming: 8 << 20 | 1)) + Data(count: 8 << 20 | 1),
            "a header of 8388609 bytes is too long: at most 8388608 are accepted"),
        Refusal(
            "metadata of numbers", file(#"{"__metadata__":{"a":1}}"#),
            "the header is not valid: __metadata__ is no table of strings"),
        Refusal(
            "metadata a list", file(#"{"__metadata__":[]}"#),
            "the header is not valid: __metadata__ is no table of strings"),
        Refusal("a number for a tensor", tensor: "1", "tensor 'a': is no object"),
        Refusal("no type", tensor: "{}", "tensor 'a': has no dtype"),
        Refusal("unknown type", tensor: tensor("F8_E4M3", "[1]", "[0,4]"), badType("F8_E4M3")),
        Refusal("lower-case type", tensor: tensor("f32", "[1]", "[0,4]"), badType("f32")),
        Refusal("shape a number", tensor: tensor("F32", "1", "[0,4]"), badShape),
        Refusal("negative size", tensor: tensor("F32", "[-1]", "[0,4]"), badShape),
        Refusal("half a size", tensor: tensor("F32", "[1.5]", "[0,4]"), badShape),
        Refusal("a size of text", tensor: tensor("F32", "[\"1\"]", "[0,4]"), badShape),
        Refusal("a size beyond Int", tensor: tensor("F32", "[18446744073709551616]", "[0,4]"), badShape),
        Refusal(
            "overflowing shape", tensor: tensor("F32", "[4611686018427387904, 4]", "[0,4]"),
            "tensor 'a': shape [4611686018427387904, 4] overflows"),
        Refusal(
            "a shape that overflows before it is empty", tensor: tensor("F32", "[4611686018427387904, 4, 0]", "[0,0]"),
            "tensor 'a': shape [4611686018427387904, 4, 0] overflows"),
        Refusal(
            "many sizes",
            tensor: tensor("F32", "[\(Array(repeating: "1", count: 65).joined(separator: ","))]", "[0,4]"),
            "tensor 'a': shape has 65 sizes: at most 64 are accepted"),
        Refusal("one offset", tensor: tensor("F32", "[1]", "[0]"), badOffsets),
        Refusal("three offsets", tensor: tensor("F32", "[1]", "[0,4,8]"), badOffsets),
        Refusal("falling offsets", tensor: tensor("F32", "[1]", "[4,0]"), badOffsets),
        Refusal("negative offset", tensor: tensor("F32", "[1]", "[-4,0]"), badOffsets),
        Refusal(
            "too few bytes", tensor: tensor("F32", "[2]", "[0,4]"),
            "tensor 'a': F32 of shape [2] needs 8 bytes, and has 4"),
        Refusal("overlap", pair("[0,4]", "[2,6]", bytes: 6), "tensor 'b': overlaps the one before it"),
        Refusal("the same bytes twice", pair("[0,4]", "[0,4]", bytes: 4), "tensor 'b': overlaps the one before it"),
        Refusal("gap", pair("[0,4]", "[5,9]", bytes: 9), "tensor 'b': leaves a gap before it"),
        Refusal(
            "gap at the start", tensor: tensor("F32", "[1]", "[4,8]"), bytes: 8, "tensor 'a': leaves a gap before it"),
        Refusal(
            "trailing bytes", tensor: tensor("F32", "[1]", "[0,4]"), bytes: 5,
            "the header is not valid: tensors end at byte 4 of 5"),
        Refusal(
            "beyond the end", tensor: tensor("F32", "[2]", "[0,8]"), bytes: 4,
            "the header is not valid: tensors end at byte 8 of 4"),
        Refusal(
            "an empty tensor in the midst of another",
            file("{\"a\":\(tensor("U8", "[4]", "[0,4]")),\"b\":\(tensor("U8", "[0]", "[2,2]"))}", [0, 0, 0, 0]),
            "tensor 'b': overlaps the one before it"),
        Refusal("data without tensors", file("{}", [1]), "the header is not valid: tensors end at byte 0 of 1"),
    ]

    @Test(arguments: refusals)
    func refused(refusal: Refusal) {
        let error = #expect(throws: SafetensorsError.self) { try SafetensorsFile(refusal.contents) }
        #expect(error?.description == refusal.message)
    }
}
