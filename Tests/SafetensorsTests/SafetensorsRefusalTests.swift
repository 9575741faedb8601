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
            "{\"a\":\(tensor("U8", "[4]", first)),\"b\":\(tensor("U8", "[4]", second))}", Array(repeating: 0, count: bytes))
    }

    private static let badShape = "tensor 'a': shape is no list of sizes"
    private static let badOffsets = "tensor 'a': data_offsets are no two increasing positions"
    private static let badType = "tensor 'a': dtype is not one of F32, F64, I32, I8, U8"
    private static let notJSON = "the header is not valid: not a JSON object"

    static let refusals: [Refusal] = [
        Refusal("empty", Data(), "0 bytes are no safetensors file: it starts with 8 bytes of header length"),
        Refusal("seven bytes", Data(count: 7), "7 bytes are no safetensors file: it starts with 8 bytes of header length"),
        Refusal("header beyond the end", file("{}", claiming: 3), "the header claims 3 bytes of a file of 10"),
        Refusal(
            "header of all bits", file("{}", claiming: .max), "the header claims 18446744073709551615 bytes of a file of 10"),
        Refusal("no header", file(""), notJSON),
        Refusal("not JSON", file("{\"a\":"), notJSON),
        Refusal("a list", file("[]"), notJSON),
        Refusal("metadata of numbers", file(#"{"__metadata__":{"a":1}}"#), "the header is not valid: __metadata__ is no table of strings"),
        Refusal("metadata a list", file(#"{"__metadata__":[]}"#), "the header is not valid: __metadata__ is no table of strings"),
        Refusal("a number for a tensor", tensor: "1", "tensor 'a': is no object"),
        Refusal("no type", tensor: "{}", badType),
        Refusal("unknown type", tensor: tensor("BF16", "[1]", "[0,4]"), badType),
        Refusal("lower-case type", tensor: tensor("f32", "[1]", "[0,4]"), badType),
        Refusal("shape a number", tensor: tensor("F32", "1", "[0,4]"), badShape),
        Refusal("negative size", tensor: tensor("F32", "[-1]", "[0,4]"), badShape),
        Refusal("half a size", tensor: tensor("F32", "[1.5]", "[0,4]"), badShape),
        Refusal("a size of text", tensor: tensor("F32", "[\"1\"]", "[0,4]"), badShape),
        Refusal("a size beyond Int", tensor: tensor("F32", "[18446744073709551616]", "[0,4]"), badShape),
        Refusal(
            "overflowing shape", tensor: tensor("F32", "[4611686018427387904, 4]", "[0,4]"),
            "tensor 'a': shape [4611686018427387904, 4] overflows"),
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
        Refusal("data without tensors", file("{}", [1]), "the header is not valid: tensors end at byte 0 of 1"),
    ]

    @Test(arguments: refusals)
    func refused(refusal: Refusal) {
        let error = #expect(throws: SafetensorsError.self) { try SafetensorsFile(refusal.contents) }
        #expect(error?.description == refusal.message)
    }

    /// A file of three tensors, and every change of one byte at 500 places: it is refused, or what it holds has the sizes that
    /// it claims. (Changes of the data itself are of course accepted.)
    @Test("500 single-byte mutations neither crash nor lie") func mutations() throws {
        let original = file(
            """
            {"__metadata__":{"k":"v"},"a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},\
            "b":{"dtype":"I32","shape":[2],"data_offsets":[24,32]},"c":{"dtype":"U8","shape":[5],"data_offsets":[32,37]}}
            """, (0..<37).map { UInt8($0) })
        _ = try SafetensorsFile(original)
        var state: UInt64 = 1
        func random() -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33)
        }
        var refused = 0
        for _ in 0..<500 {
            var mutated = original
            let place = random() % original.count
            mutated[place] ^= UInt8(1 + random() % 255)
            do throws(SafetensorsError) {
                let file = try SafetensorsFile(mutated)
                for name in file.names {
                    let size = try file.shape(of: name).reduce(1, *)
                    let integers = try? file.integers(name).count
                    let floats = try? file.doubles(name).count
                    #expect((integers ?? floats) == size, "byte \(place)")
                    #expect((integers == nil) != (floats == nil))
                }
            } catch {
                refused += 1
                #expect(!error.description.isEmpty && !error.description.contains("\n"), "byte \(place): \(error)")
            }
        }
        // About a fifth of the bytes are data or free text; nearly all others matter.
        #expect((250..<480).contains(refused), "\(refused) of 500 refused")
    }
}
