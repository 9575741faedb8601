package import Foundation

/// A safetensors file in memory: an 8-byte little-endian header length, a JSON header, and the tensors' bytes.
///
/// Strict: the tensors must cover the data exactly, without overlap or gap, and every size must fit its type.
package struct SafetensorsFile: Sendable {
    /// What `__metadata__` holds.
    package let metadata: [String: String]
    private let tensors: [String: Tensor]
    private let data: Data

    package struct Tensor: Sendable, Equatable {
        package let type: ElementType
        package let shape: [Int]
        /// Bytes of the file's data section.
        let range: Range<Int>
    }

    package enum ElementType: String, Sendable, CaseIterable {
        case float32 = "F32"
        case float64 = "F64"
        case int32 = "I32"
        case int8 = "I8"
        case uint8 = "U8"

        var bytes: Int {
            switch self {
            case .float64: 8
            case .float32, .int32: 4
            case .int8, .uint8: 1
            }
        }
    }

    package var names: [String] { tensors.keys.sorted() }

    package func contains(_ name: String) -> Bool { tensors[name] != nil }

    /// - Throws: `SafetensorsError.missing`.
    package func shape(of name: String) throws(SafetensorsError) -> [Int] { try tensor(name).shape }

    /// All values in row-major order; F32 and F64.
    package func doubles(_ name: String) throws(SafetensorsError) -> [Double] {
        let tensor = try tensor(name)
        switch tensor.type {
        case .float32: return values(tensor, UInt32.self).map { Double(Float(bitPattern: $0)) }
        case .float64: return values(tensor, UInt64.self).map { Double(bitPattern: $0) }
        case .int32, .int8, .uint8: throw .tensor(name: name, problem: "is \(tensor.type.rawValue), not a float")
        }
    }

    /// All values in row-major order; F32 only, as narrowing would change them.
    package func floats(_ name: String) throws(SafetensorsError) -> [Float] {
        let tensor = try tensor(name)
        guard tensor.type == .float32 else {
            throw .tensor(name: name, problem: "is \(tensor.type.rawValue), not F32")
        }
        return values(tensor, UInt32.self).map { Float(bitPattern: $0) }
    }

    /// All values in row-major order; I32, I8 and U8.
    package func integers(_ name: String) throws(SafetensorsError) -> [Int32] {
        let tensor = try tensor(name)
        switch tensor.type {
        case .int32: return values(tensor, Int32.self)
        case .int8: return values(tensor, Int8.self).map { Int32($0) }
        case .uint8: return values(tensor, UInt8.self).map { Int32($0) }
        case .float32, .float64:
            throw .tensor(name: name, problem: "is \(tensor.type.rawValue), not an integer")
        }
    }

    private func tensor(_ name: String) throws(SafetensorsError) -> Tensor {
        guard let tensor = tensors[name] else { throw .missing(name: name) }
        return tensor
    }

    private func values<Value: FixedWidthInteger>(_ tensor: Tensor, _: Value.Type) -> [Value] {
        data.withUnsafeBytes { bytes in
            (0..<tensor.range.count / MemoryLayout<Value>.size).map { index in
                Value(
                    littleEndian: bytes.loadUnaligned(
                        fromByteOffset: tensor.range.lowerBound + index * MemoryLayout<Value>.size, as: Value.self))
            }
        }
    }
}

extension SafetensorsFile {
    /// A header beyond this is not one of a model.
    package static let maximumHeaderBytes = 100 << 20

    /// - Throws: `SafetensorsError` for anything but a complete, consistent file.
    package init(_ contents: Data) throws(SafetensorsError) {
        guard contents.count >= 8 else { throw .tooShort(bytes: contents.count) }
        let length = contents.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) }
        guard length <= UInt64(min(contents.count - 8, Self.maximumHeaderBytes)) else {
            throw .headerLength(length, fileBytes: contents.count)
        }
        let start = contents.startIndex + 8
        let headerBytes = contents[start..<start + Int(length)]
        guard let object = try? JSONSerialization.jsonObject(with: headerBytes) as? [String: Any] else {
            throw .header("not a JSON object")
        }
        data = Data(contents[(start + Int(length))...])
        metadata = try Self.metadata(object["__metadata__"])
        var tensors: [String: Tensor] = [:]
        for (name, value) in object where name != "__metadata__" {
            tensors[name] = try Self.tensor(name, value)
        }
        self.tensors = tensors
        try Self.checkCoverage(tensors, bytes: data.count)
    }

    private static func metadata(_ value: Any?) throws(SafetensorsError) -> [String: String] {
        guard let value else { return [:] }
        guard let metadata = value as? [String: String] else { throw .header("__metadata__ is no table of strings") }
        return metadata
    }

    private static func tensor(_ name: String, _ value: Any) throws(SafetensorsError) -> Tensor {
        guard let entry = value as? [String: Any] else { throw .tensor(name: name, problem: "is no object") }
        guard let typeName = entry["dtype"] as? String, let type = ElementType(rawValue: typeName) else {
            let accepted = ElementType.allCases.map(\.rawValue).joined(separator: ", ")
            throw .tensor(name: name, problem: "dtype is not one of \(accepted)")
        }
        guard let shape = entry["shape"] as? [Int], shape.allSatisfy({ $0 >= 0 }) else {
            throw .tensor(name: name, problem: "shape is no list of sizes")
        }
        guard let offsets = entry["data_offsets"] as? [Int], offsets.count == 2, offsets[0] >= 0,
            offsets[0] <= offsets[1]
        else { throw .tensor(name: name, problem: "data_offsets are no two increasing positions") }
        var bytes = type.bytes
        for size in shape {
            let (product, overflows) = bytes.multipliedReportingOverflow(by: size)
            guard !overflows else { throw .tensor(name: name, problem: "shape \(shape) overflows") }
            bytes = product
        }
        guard bytes == offsets[1] - offsets[0] else {
            throw .tensor(
                name: name,
                problem: "\(typeName) of shape \(shape) needs \(bytes) bytes, and has \(offsets[1] - offsets[0])")
        }
        return Tensor(type: type, shape: shape, range: offsets[0]..<offsets[1])
    }

    private static func checkCoverage(_ tensors: [String: Tensor], bytes: Int) throws(SafetensorsError) {
        let ordered = tensors.sorted {
            ($0.value.range.lowerBound, $0.value.range.upperBound, $0.key)
                < ($1.value.range.lowerBound, $1.value.range.upperBound, $1.key)
        }
        var end = 0
        for (name, tensor) in ordered {
            guard tensor.range.lowerBound == end else {
                let problem = tensor.range.lowerBound < end ? "overlaps the one before it" : "leaves a gap before it"
                throw .tensor(name: name, problem: problem)
            }
            end = tensor.range.upperBound
        }
        guard end == bytes else { throw .header("tensors end at byte \(end) of \(bytes)") }
    }
}
