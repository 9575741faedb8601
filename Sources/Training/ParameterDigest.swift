internal import Crypto
package import Kernels

/// SHA-256 of parameters: two runs with the same digest ended in the same bits.
package enum ParameterDigest {
    /// Of the floats as little-endian IEEE 754, in the order of the arena; in hexadecimal.
    package static func of(_ parameters: borrowing Arena) -> String {
        var hash = SHA256()
        // Every processor that Swift supports is little-endian, so memory is already in the order that is hashed.
        hash.update(bufferPointer: UnsafeRawBufferPointer(parameters.buffer))
        return hash.finalize().map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0" + text : text
        }.joined()
    }
}
