package import Foundation

// The format is little-endian, and the data's bytes are copied to and from memory as they are.
#if _endian(big)
    #error("Safetensors needs a little-endian machine")
#endif

/// A safetensors file in memory: an 8-byte little-endian header length, a JSON header, and the tensors' bytes.
///
/// It is strict about the header: see `SafetensorsHeader`.
package struct SafetensorsFile: Sendable {
    /// The names, types, shapes and places of the tensors, and the metadata.
    package let header: SafetensorsHeader
    private let data: Data

    /// The strings of `__metadata__`, by key.
    package var metadata: [String: String] { header.metadata }

    /// All tensors' names, sorted.
    package var names: [String] { header.names }

    /// Whether the file holds a tensor of that name.
    package func contains(_ name: String) -> Bool { header.entries[name] != nil }

    /// The shape of a tensor.
    ///
    /// - Throws: `SafetensorsError.missing`.
    package func shape(of name: String) throws(SafetensorsError) -> [Int] { try entry(name).shape }

    /// All values of a tensor of floats (F16, BF16, F32 or F64), in row-major order.
    ///
    /// - Throws: `SafetensorsError.missing`; `tensor` for another type.
    package func doubles(_ name: String) throws(SafetensorsError) -> [Double] {
        let entry = try entry(name)
        switch entry.type {
        case .float32: return (values(entry) as [Float]).map { Double($0) }
        case .float64: return values(entry)
        case .bfloat16: return (values(entry) as [UInt16]).map { Double(Float(bitPattern: UInt32($0) << 16)) }
        case .float16: return (values(entry) as [UInt16]).map(Self.half)
        default: throw .tensor(name: name, problem: "is \(entry.type.rawValue), not a float")
        }
    }

    /// The value of an IEEE binary16.
    private static func half(_ bits: UInt16) -> Double {
        let (exponent, fraction) = (Int(bits >> 10 & 0x1F), Double(bits & 0x3FF) / 1024)
        let magnitude =
            switch exponent {
            case 0: scalbn(fraction, -14)
            case 31: fraction == 0 ? Double.infinity : .nan
            default: scalbn(1 + fraction, exponent - 15)
            }
        return bits >> 15 == 0 ? magnitude : -magnitude
    }

    /// All values of an F32 tensor, in row-major order. F64 is refused, as narrowing would change the values.
    ///
    /// - Throws: `SafetensorsError.missing`; `tensor` for another type.
    package func floats(_ name: String) throws(SafetensorsError) -> [Float] {
        let entry = try entry(name)
        guard entry.type == .float32 else {
            throw .tensor(name: name, problem: "is \(entry.type.rawValue), not F32")
        }
        return values(entry)
    }

    /// All values of an I32, I8 or U8 tensor, in row-major order.
    ///
    /// - Throws: `SafetensorsError.missing`; `tensor` for another type.
    package func integers(_ name: String) throws(SafetensorsError) -> [Int32] {
        let entry = try entry(name)
        switch entry.type {
        case .int32: return values(entry)
        case .int8: return (values(entry) as [Int8]).map { Int32($0) }
        case .uint8: return (values(entry) as [UInt8]).map { Int32($0) }
        case .float32, .float64, .float16, .bfloat16:
            throw .tensor(name: name, problem: "is \(entry.type.rawValue), not an integer")
        default: throw .tensor(name: name, problem: "is \(entry.type.rawValue), not I32, I8 or U8")
        }
    }

    /// The shape and values of an F32 or F64 tensor, bit for bit as in the file. `integers` reads the other types.
    ///
    /// - Throws: `SafetensorsError.missing`; `tensor` for another type.
    package func tensor(_ name: String) throws(SafetensorsError) -> SafetensorsTensor {
        let entry = try entry(name)
        switch entry.type {
        case .float32: return SafetensorsTensor(name: name, shape: entry.shape, values: .float32(values(entry)))
        case .float64: return SafetensorsTensor(name: name, shape: entry.shape, values: .float64(values(entry)))
        case .float16, .bfloat16: throw .tensor(name: name, problem: "is \(entry.type.rawValue), not F32 or F64")
        default: throw .tensor(name: name, problem: "is \(entry.type.rawValue), not a float")
        }
    }

    private func entry(_ name: String) throws(SafetensorsError) -> SafetensorsHeader.Entry {
        guard let entry = header.entries[name] else { throw .missing(name: name) }
        return entry
    }

    private func values<Value: BitwiseCopyable>(_ entry: SafetensorsHeader.Entry) -> [Value] {
        let count = entry.range.count / MemoryLayout<Value>.size
        return data.withUnsafeBytes { bytes in
            Array(unsafeUninitializedCapacity: count) { values, initialized in
                UnsafeMutableRawBufferPointer(values).copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: bytes[entry.range]))
                initialized = count
            }
        }
    }
}

extension SafetensorsFile {
    /// Reads a whole file's bytes.
    ///
    /// - Throws: `SafetensorsError` for anything but a complete, consistent file.
    package init(_ contents: Data) throws(SafetensorsError) {
        let headerBytes = try Self.headerBytes(contents.prefix(8), fileBytes: contents.count)
        let dataBytes = contents.count - 8 - headerBytes
        header = try SafetensorsHeader(json: Array(contents.dropFirst(8).prefix(headerBytes)), dataBytes: dataBytes)
        data = contents.suffix(dataBytes)
    }

    /// Reads the file at `url`: first the header, and the data once the header is consistent.
    ///
    /// The file is read, not mapped: if another process cut a mapped file short, the next look at it would end this
    /// process (SIGBUS).
    ///
    /// - Throws: `SafetensorsError` for a file that cannot be read, and for anything but a complete, consistent one.
    package init(contentsOf url: URL) throws(SafetensorsError) {
        let (file, header, dataBytes) = try Self.open(url)
        self.header = header
        data = try file.bytes(file.count - dataBytes..<file.count)
    }

    static func open(
        _ url: URL
    ) throws(SafetensorsError) -> (file: ReadableFile, header: SafetensorsHeader, dataBytes: Int) {
        let file = try ReadableFile(url)
        let headerBytes = try headerBytes(try file.bytes(0..<min(8, file.count)), fileBytes: file.count)
        let dataBytes = file.count - 8 - headerBytes
        let json = Array(try file.bytes(8..<8 + headerBytes))
        return (file, try SafetensorsHeader(json: json, dataBytes: dataBytes), dataBytes)
    }

    /// The header's length, checked against the file's size before anything else of the header is read.
    ///
    /// - Parameter start: the file's first eight bytes, or the whole file where it is shorter.
    private static func headerBytes(_ start: Data, fileBytes: Int) throws(SafetensorsError) -> Int {
        guard start.count == 8 else { throw .tooShort(bytes: fileBytes) }
        let length = start.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length <= UInt64(fileBytes - 8) else { throw .headerLength(length, fileBytes: fileBytes) }
        guard length <= UInt64(SafetensorsLimits.maximumBytes) else { throw .headerTooLong(bytes: length) }
        return Int(length)
    }
}

extension SafetensorsHeader {
    /// Reads only the header of the file at `url`, and checks it against the file's size.
    ///
    /// - Throws: `SafetensorsError` for a file that cannot be read, and for anything but a consistent one of full
    ///   length.
    package init(contentsOf url: URL) throws(SafetensorsError) {
        self = try SafetensorsFile.open(url).header
    }
}
