internal import RunEvents

/// A checksum that tells whether tensors are what was written, to the bit. A run that went on from a rotten checkpoint
/// would have other bits.
enum TensorChecksum {
    /// Its key in a file's metadata.
    static let key = "checksum"

    /// A checksum over names, shapes and values, in whatever order the tensors are: 64 bits in hexadecimal. One value
    /// that is not the same always gives another; it is no protection against intent.
    static func of(_ tensors: [Tensor]) -> String {
        String(tensors.reduce(UInt64(0)) { $0 &+ sum($1) }, radix: 16)
    }

    private static func sum(_ tensor: Tensor) -> UInt64 {
        var sum: UInt64 = 0x9E37_79B9_7F4A_7C15
        for byte in tensor.name.utf8 { mix(&sum, UInt64(byte)) }
        for size in tensor.shape { mix(&sum, UInt64(truncatingIfNeeded: size)) }
        switch tensor.values {
        case .float32(let values): for value in values { mix(&sum, UInt64(value.bitPattern)) }
        case .float64(let values): for value in values { mix(&sum, value.bitPattern) }
        }
        return sum
    }

    /// One to one in the sum and in the word: the factor is odd.
    private static func mix(_ sum: inout UInt64, _ word: UInt64) {
        sum = (sum ^ word) &* 0xBF58_476D_1CE4_E5B9
        sum ^= sum >> 32
    }
}
