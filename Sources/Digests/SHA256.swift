internal import CLibcrypto

/// The SHA-256 digest (FIPS 180-4), computed by the system's libcrypto.
package enum SHA256 {
    /// - Returns: the digest of `bytes` as 64 hexadecimal digits in small letters.
    package static func hexadecimal(_ bytes: UnsafeRawBufferPointer) -> String {
        var digest = [UInt8](repeating: 0, count: 32)
        precondition(groktop_sha256(bytes.baseAddress, bytes.count, &digest) == 1, "libcrypto has no SHA-256")
        return digest.map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0" + text : text
        }.joined()
    }
}
