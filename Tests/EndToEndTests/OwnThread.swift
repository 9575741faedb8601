import Foundation

/// Runs a test that waits for processes on a thread of its own. The pool that tests share has a thread a core, and
/// other tests would wait as long.
func onOwnThread(_ body: @escaping @Sendable () throws -> Void) async throws {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        let thread = Thread { continuation.resume(with: Result(catching: body)) }
        thread.stackSize = 1 << 23
        thread.start()
    }
}
