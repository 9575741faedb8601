internal import Digests
package import Kernels

/// SHA-256 of parameters: two runs with the same digest ended in the same bits.
package enum ParameterDigest {
    /// - Returns: the digest of the floats as little-endian IEEE 754, in the order of the arena; in hexadecimal.
    package static func of(_ parameters: borrowing Arena) -> String {
        // Every processor that Swift supports is little-endian, so memory is already in the order that is hashed.
        SHA256.hexadecimal(UnsafeRawBufferPointer(parameters.buffer))
    }
}
