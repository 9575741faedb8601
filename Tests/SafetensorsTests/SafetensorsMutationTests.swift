import Foundation
import Safetensors
import Testing

/// Valid files, cut and changed: each is refused, or what it holds has the sizes that it claims.
@Suite("Safetensors: mutated files")
struct SafetensorsMutationTests {
    private static let original = file(
        """
        {"__metadata__":{"k":"v"},"a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},\
        "b":{"dtype":"I32","shape":[2],"data_offsets":[24,32]},"c":{"dtype":"U8","shape":[5],"data_offsets":[32,37]},\
        "d":{"dtype":"F64","shape":[],"data_offsets":[37,45]},"e":{"dtype":"I8","shape":[0,9],"data_offsets":[45,45]}}
        """, (0..<45).map { UInt8($0) })

    /// How a file is changed, at a place that `random` chooses.
    enum Mutation: String, CaseIterable, Sendable {
        case bit, byte, insertion, deletion, repetition, digit, number, length

        func apply(to contents: inout Data, _ random: inout Random) {
            let place = random.below(contents.count)
            switch self {
            case .bit: contents[place] ^= 1 << UInt8(random.below(8))
            case .byte: contents[place] = UInt8(random.below(256))
            case .insertion: contents.insert(UInt8(random.below(256)), at: place)
            case .deletion: contents.removeSubrange(place..<min(contents.count, place + 1 + random.below(4)))
            case .repetition:
                contents.insert(
                    contentsOf: contents[place..<min(contents.count, place + 1 + random.below(90))], at: place)
            case .digit, .number:
                let digits = contents.indices.dropFirst(8).filter { (0x30...0x39).contains(contents[$0]) }
                guard let digit = digits.isEmpty ? nil : digits[random.below(digits.count)] else { return }
                let numbers = [
                    "18446744073709551615", "9223372036854775807", "4611686018427387904", "-1", "1.0", "true", "", "0",
                ]
                let text = self == .digit ? String(random.below(10)) : numbers[random.below(numbers.count)]
                contents.replaceSubrange(digit...digit, with: Data(text.utf8))
                if random.below(2) == 0 { fitLength(&contents, added: text.utf8.count - 1) }
            case .length:
                contents.replaceSubrange(0..<min(8, contents.count), with: Data((0..<8).map { _ in random.byte() }))
            }
        }

        /// Keeps the header's claimed length true, so that what is in it is looked at.
        private func fitLength(_ contents: inout Data, added: Int) {
            let length = Int(contents[0]) + Int(contents[1]) << 8 + added
            contents[0] = UInt8(truncatingIfNeeded: length)
            contents[1] = UInt8(truncatingIfNeeded: length >> 8)
        }
    }

    /// A linear congruential generator: the same changes every time.
    struct Random {
        var state: UInt64

        mutating func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }

        /// Mostly 0, as a length's bytes are.
        mutating func byte() -> UInt8 { below(3) == 0 ? UInt8(below(256)) : 0 }
    }

    /// Whether it is refused; else everything in it is read.
    private static func isRefused(_ contents: Data) -> Bool {
        do throws(SafetensorsError) {
            let file = try SafetensorsFile(contents)
            var elements = 0
            for name in file.names {
                let size = try file.shape(of: name).reduce(1, *)
                let integers = try? file.integers(name).count
                let floats = try? file.tensor(name).values.count
                #expect((integers ?? floats) == size)
                #expect((integers == nil) != (floats == nil))
                elements += size
            }
            #expect(elements <= contents.count)
            return false
        } catch {
            let text = error.description
            #expect(!text.isEmpty && text.utf8.count < 600 && !text.contains(where: \.isNewline), "\(text)")
            return true
        }
    }

    @Test("2,500 of each kind, one to three at once", arguments: Mutation.allCases)
    func mutations(mutation: Mutation) {
        #expect(!Self.isRefused(Self.original))
        var random = Random(state: UInt64(mutation.rawValue.utf8.reduce(7) { $0 &* 31 &+ Int($1) }))
        var refused = 0
        for _ in 0..<2500 {
            var contents = Self.original
            for _ in 0...random.below(3) { mutation.apply(to: &contents, &random) }
            if Self.isRefused(contents) { refused += 1 }
        }
        // Some changes are harmless: of data, of free text, of a digit into itself. Most are not.
        #expect((1000...2500).contains(refused), "\(refused) of 2500 refused")
    }

    @Test("a file cut at any byte is refused") func truncated() {
        for count in 0..<Self.original.count {
            let error = #expect(throws: SafetensorsError.self) { try SafetensorsFile(Self.original.prefix(count)) }
            let header = Self.original.count - 45
            let expected =
                switch count {
                case ..<8: "\(count) bytes are no safetensors file: it starts with 8 bytes of header length"
                case ..<header: "the header claims \(header - 8) bytes of a file of \(count)"
                default: "the header is not valid: tensors end at byte 45 of \(count - header)"
                }
            #expect(error?.description == expected)
        }
    }

    @Test("a header cut at any byte, with its length told truly, is refused") func truncatedHeader() {
        let header = Self.original.dropFirst(8).dropLast(45)
        for count in 0..<header.count {
            let text = String(decoding: header.prefix(count), as: UTF8.self)
            #expect(Self.isRefused(file(text, Array(Self.original.suffix(45)))), "\(count)")
        }
    }
}
