internal import Foundation

/// Reading and writing until all is done: the system may move less than it was asked to, or be interrupted before it
/// moves any.
package enum FileTransfer {
    /// Linux moves no more at once than just below 2 GiB, and macOS refuses to try.
    private static let largestCall = 1 << 30

    /// - Parameters:
    ///   - count: bytes to move.
    ///   - problem: what an error says before the system's reason.
    ///   - move: given how many are done and how many to move now at most, moves some and returns how many: 0 where
    ///     there are no more, −1 with `errno` set where it failed.
    /// - Returns: bytes moved, fewer than `count` only where there were no more.
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
    package static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws(SafetensorsError) {
        let problem = "cannot be written"
        let written = try all(bytes.count, problem) { done, count in
            Foundation.write(descriptor, bytes.baseAddress! + done, count)
        }
        guard written == bytes.count else { throw .system(problem: problem, code: EIO) }
    }
}
