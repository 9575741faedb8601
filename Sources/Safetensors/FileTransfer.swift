internal import Foundation

/// Reads and writes until all bytes are moved: a system call may move fewer bytes than it was asked to, or be
/// interrupted before it moves any.
package enum FileTransfer {
    /// Linux moves just under 2 GiB at most in one call, and macOS refuses a larger request.
    private static let largestCall = 1 << 30

    /// Calls `move` until `count` bytes are moved or there are no more.
    ///
    /// - Parameters:
    ///   - count: bytes to move.
    ///   - problem: the text that an error puts before the system's reason.
    ///   - move: moves some bytes and returns how many, given how many are done and how many to move now at most. It
    ///     returns 0 at the end, and −1 with `errno` set after a failure.
    /// - Returns: bytes moved; fewer than `count` only where there were no more.
    /// - Throws: `SafetensorsError.system`.
    package static func all(
        _ count: Int, _ problem: String, move: (_ done: Int, _ count: Int) -> Int
    ) throws(SafetensorsError) -> Int {
        var done = 0
        while done < count {
            let moved = move(done, min(count - done, largestCall))
            if moved == 0 { return done }
            if moved > 0 {
                done += moved
            } else if errno != EINTR {
                throw .lastCall(problem)
            }
        }
        return done
    }

    /// Writes all of `bytes` at the descriptor's position.
    ///
    /// - Throws: `SafetensorsError.system`.
    package static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws(SafetensorsError) {
        let problem = "cannot be written"
        let written = try all(bytes.count, problem) { done, count in
            Foundation.write(descriptor, bytes.baseAddress! + done, count)
        }
        guard written == bytes.count else { throw .system(problem: problem, code: EIO) }
    }
}
