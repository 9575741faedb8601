package import Foundation

/// Writes safetensors files. The same tensors and metadata always give the same bytes.
package enum SafetensorsWriter {
    /// Writes a new file, or replaces an old one: a process that opens `url` meanwhile finds the old file or the new
    /// one, whole.
    ///
    /// The data begins at a multiple of eight bytes. F64 tensors come first, then F32 and I32 in the given order, so
    /// each tensor is aligned for its type. Metadata is sorted by key.
    ///
    /// A process that is killed during the write leaves a file that `isUnfinished` recognizes.
    ///
    /// - Throws: `SafetensorsError.system` with the system's reason; `headerTooLong`. The old file is unchanged then,
    ///   unless only the folder could not be brought to the disk (see `PendingFile.putInPlace`).
    /// - Precondition: each tensor has a name, no two have the same, and none is `__metadata__`.
    package static func write(
        _ tensors: [SafetensorsTensor], metadata: [String: String] = [:], to url: URL
    ) throws(SafetensorsError) {
        let ordered = tensors.filter { $0.values.type == .float64 } + tensors.filter { $0.values.type != .float64 }
        let start = try beginning(ordered, metadata)
        var file = try PendingFile(for: url)
        try append(start, to: file)
        for tensor in ordered {
            switch tensor.values {
            case .float32(let values): try append(values, to: file)
            case .float64(let values): try append(values, to: file)
            case .int32(let values): try append(values, to: file)
            }
        }
        try file.putInPlace()
    }

    /// Whether the file has the temporary name of a file that is not complete. Such a file may be removed while no
    /// process is writing.
    package static func isUnfinished(_ url: URL) -> Bool {
        url.lastPathComponent.hasPrefix(PendingFile.prefix) && url.lastPathComponent.hasSuffix(PendingFile.suffix)
    }

    private static func append<Value: BitwiseCopyable>(
        _ values: [Value], to file: borrowing PendingFile
    ) throws(SafetensorsError) {
        try values.withUnsafeBufferPointer { values throws(SafetensorsError) in
            try file.append(UnsafeRawBufferPointer(values))
        }
    }

    /// All bytes before the data: the header's length, the header, and spaces up to a multiple of eight bytes.
    private static func beginning(
        _ tensors: [SafetensorsTensor], _ metadata: [String: String]
    ) throws(SafetensorsError) -> [UInt8] {
        var header = Array(HeaderText.of(tensors, metadata).utf8)
        while header.count % 8 != 0 { header.append(UInt8(ascii: " ")) }
        guard header.count <= SafetensorsLimits.maximumBytes else { throw .headerTooLong(bytes: UInt64(header.count)) }
        return (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) } + header
    }
}
