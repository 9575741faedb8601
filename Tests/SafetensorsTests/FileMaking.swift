import Foundation

/// A file's bytes: a header of this text, then this data.
func file(_ header: String, _ data: [UInt8] = [], claiming length: UInt64? = nil) -> Data {
    let bytes = Array(header.utf8)
    var length = (length ?? UInt64(bytes.count)).littleEndian
    return withUnsafeBytes(of: &length) { Data($0) } + Data(bytes) + Data(data)
}

func littleEndianBytes<Value: FixedWidthInteger>(_ values: [Value]) -> [UInt8] {
    values.flatMap { value in withUnsafeBytes(of: value.littleEndian) { Array($0) } }
}
