internal import Digests
package import Kernels

/// The SHA-256 of parameters. Two runs with the same digest ended in the same bits.
package enum ParameterDigest {
    /// - Returns: the digest in hexadecimal. The floats are hashed in the order of the arena, as little-endian IEEE
    ///   754.
    package static func of(_ parameters: borrowing Arena) -> String {
        // Every processor that Swift supports is little-endian, so memory is already in the order that is hashed.
        SHA256.hexadecimal(UnsafeRawBufferPointer(parameters.buffer))
    }
}
