package import Foundation

/// Writes safetensors files. The same tensors and metadata are the same bytes.
package enum SafetensorsWriter {
    /// Writes a new file, or one in the place of another: whoever opens `url` meanwhile finds the old one or the new
    /// one, whole.
    ///
    /// The data begins at a multiple of eight bytes. F64 tensors come first, then F32 and I32 as they are given; so
    /// every one lies where its type may be read in place. Metadata is sorted by key.
    ///
    /// A process that is killed here leaves a file that `isUnfinished` knows.
    ///
    /// - Throws: `SafetensorsError.system` with the system's reason, `headerTooLong`. Nothing has changed then, except
    ///   where the folder alone could not be brought to the disk (see `PendingFile.putInPlace`).
    /// - Precondition: a name for each tensor, none twice, none `__metadata__`.
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

    /// Whether the file's name is one of those that files have before they are complete. Such a file may be removed
    /// where nobody is writing.
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

    /// All before the data: the header's length, the header, and spaces up to a multiple of eight bytes.
    private static func beginning(
        _ tensors: [SafetensorsTensor], _ metadata: [String: String]
    ) throws(SafetensorsError) -> [UInt8] {
        var header = Array(HeaderText.of(tensors, metadata).utf8)
        while header.count % 8 != 0 { header.append(UInt8(ascii: " ")) }
        guard header.count <= SafetensorsHeader.maximumBytes else { throw .headerTooLong(bytes: UInt64(header.count)) }
        return (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) } + header
    }
}
