internal import Foundation

/// Text on an open descriptor.
enum DescriptorOutput {
    /// All of it, however little the system takes at a time.
    ///
    /// - Returns: false where the system refuses; `errno` says why.
    static func write(_ text: String, to descriptor: Int32) -> Bool {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return false }
            bytes = bytes.dropFirst(written)
        }
        return true
    }
}
