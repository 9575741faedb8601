import Foundation
import Safetensors
import Testing

@Suite("Safetensors: writing")
struct SafetensorsWritingTests {
    /// All types that are written, between each other; an empty one, a scalar, and values that are easily changed on
    /// the way.
    private static let tensors = [
        SafetensorsTensor(
            name: "layers.0.weight", shape: [2, 3],
            values: .float32([0, -0.0, 1.5, -.infinity, .leastNonzeroMagnitude, 3])),
        SafetensorsTensor(
            name: "v1", shape: [4],
            values: .float64([-0.0, .leastNonzeroMagnitude, Double(bitPattern: 0xfff4_0000_dead_beef), .pi])),
        SafetensorsTensor(name: "empty", shape: [0, 5], values: .float32([])),
        SafetensorsTensor(
            name: "nan", shape: [3],
            values: .float32([0x7fc0_0000, 0xffc1_2345, 0x7f80_0001].map { Float(bitPattern: $0) })),
        SafetensorsTensor(name: "integers", shape: [2, 2], values: .int32([.min, -1, 0, .max])),
        SafetensorsTensor(name: "scalar", shape: [], values: .float64([2])),
        SafetensorsTensor(name: "name \"\\\n\u{1} ω/𝄞", shape: [1, 1, 1], values: .float32([7])),
    ]
    private static let metadata = ["z": "1", "a": "\"quoted\" \\ \u{0}\u{1f}\t\r\n ω 𝄞 \u{2028}", "": "", "b\"": "}"]

    private static func bits(_ values: SafetensorsTensor.Values) -> [UInt64] {
        switch values {
        case .float32(let values): values.map { UInt64($0.bitPattern) }
        case .float64(let values): values.map(\.bitPattern)
        case .int32(let values): values.map { UInt64(UInt32(bitPattern: $0)) }
        }
    }

    @Test("what is written is read, bit for bit; F64 first, else in the order given") func roundTrip() throws {
        let folder = try TemporaryFolder()
        let url = folder.file("a.safetensors")
        try SafetensorsWriter.write(Self.tensors, metadata: Self.metadata, to: url)
        for file in [try SafetensorsFile(contentsOf: url), try SafetensorsFile(Data(contentsOf: url))] {
            #expect(file.metadata == Self.metadata)
            #expect(file.header.order == [1, 5, 0, 2, 3, 4, 6].map { Self.tensors[$0].name })
            for tensor in Self.tensors {
                if case .int32(let integers) = tensor.values {
                    #expect(try file.integers(tensor.name) == integers && file.shape(of: tensor.name) == tensor.shape)
                    continue
                }
                let read = try file.tensor(tensor.name)
                #expect(read.name == tensor.name && read.shape == tensor.shape)
                #expect(Self.bits(read.values) == Self.bits(tensor.values))
            }
        }
        #expect(try folder.names() == ["a.safetensors"])
    }

    @Test("the file to the byte") func bytes() throws {
        let folder = try TemporaryFolder()
        let url = folder.file("a.safetensors")
        try SafetensorsWriter.write(
            [
                SafetensorsTensor(name: "w", shape: [1, 2], values: .float32([1, -2])),
                SafetensorsTensor(name: "v", shape: [], values: .float64([0.5])),
                SafetensorsTensor(name: "i", shape: [2], values: .int32([-2, 258])),
            ], metadata: ["step": "10", "format": "pt"], to: url)
        let header =
            #"{"__metadata__":{"format":"pt","step":"10"},"v":{"dtype":"F64","shape":[],"data_offsets":[0,8]},"#
            + #""w":{"dtype":"F32","shape":[1,2],"data_offsets":[8,16]},"#
            + #""i":{"dtype":"I32","shape":[2],"data_offsets":[16,24]}}"#
            + String(repeating: " ", count: 1)
        let data: [UInt8] =
            [0, 0, 0, 0, 0, 0, 0xe0, 0x3f, 0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]
            + [0xfe, 0xff, 0xff, 0xff, 2, 1, 0, 0]
        #expect(try Data(contentsOf: url) == file(header, data))
    }

    @Test("no tensors, no metadata") func empty() throws {
        let folder = try TemporaryFolder()
        try SafetensorsWriter.write([], to: folder.file("a"))
        #expect(try Data(contentsOf: folder.file("a")) == file("{}      "))
        let read = try SafetensorsFile(contentsOf: folder.file("a"))
        #expect(read.names.isEmpty && read.metadata.isEmpty && read.header.order.isEmpty)
    }

    @Test("the same twice is the same bytes, also over another file") func sameBytes() throws {
        let folder = try TemporaryFolder()
        let (first, second) = (folder.file("1"), folder.file("2"))
        try Data(repeating: 0xff, count: 100_000).write(to: second)
        try SafetensorsWriter.write(Self.tensors, metadata: Self.metadata, to: first)
        try SafetensorsWriter.write(
            Self.tensors, metadata: Dictionary(uniqueKeysWithValues: Self.metadata.reversed()), to: second)
        #expect(try Data(contentsOf: first) == Data(contentsOf: second))
    }

    @Test("data begins at a multiple of eight bytes, whatever the header's length", arguments: 1...16)
    func alignment(nameLength: Int) throws {
        let folder = try TemporaryFolder()
        let name = String(repeating: "n", count: nameLength)
        try SafetensorsWriter.write(
            [SafetensorsTensor(name: name, shape: [2], values: .float64([1, 2]))], to: folder.file("a"))
        let contents = try Data(contentsOf: folder.file("a"))
        #expect((contents.count - 16) % 8 == 0 && contents[0] % 8 == 0)
        #expect(contents.suffix(16) == Data(littleEndianBytes([1.0, 2.0].map(\.bitPattern))))
        #expect(try SafetensorsFile(contents).doubles(name) == [1, 2])
    }

    @Test("more than one block of the disk") func large() throws {
        let folder = try TemporaryFolder()
        let values = (0..<3_000_001).map { Float($0) * 0.1 }
        try SafetensorsWriter.write(
            [SafetensorsTensor(name: "w", shape: [3_000_001], values: .float32(values))], to: folder.file("a"))
        #expect(try SafetensorsFile(contentsOf: folder.file("a")).floats("w") == values)
    }

    @Test("a reader of the old file keeps it while a new one takes its place") func replaced() throws {
        let folder = try TemporaryFolder()
        let url = folder.file("a")
        try SafetensorsWriter.write(Self.tensors, to: url)
        let handle = try FileHandle(forReadingFrom: url)
        let old = try Data(contentsOf: url)
        try SafetensorsWriter.write([], to: url)
        #expect(try handle.readToEnd() == old)
        #expect(try SafetensorsFile(contentsOf: url).names.isEmpty)
    }

    @Test("unfinished files are known by their names") func unfinished() {
        #expect(SafetensorsWriter.isUnfinished(URL(fileURLWithPath: "/runs/.safetensors-1f.tmp")))
        #expect(!SafetensorsWriter.isUnfinished(URL(fileURLWithPath: "/runs/.safetensors-1f.tmp/a.safetensors")))
        #expect(!SafetensorsWriter.isUnfinished(URL(fileURLWithPath: "/runs/step-1.safetensors")))
    }
}
