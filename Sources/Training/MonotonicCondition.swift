#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A lock with a condition whose waits use a clock that nobody can set. `NSCondition` waits until a date, and on Linux
/// `DispatchSemaphore` does too: if somebody sets the wall clock back by an hour, both wait an hour longer.
final class MonotonicCondition: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    /// A point in time on that clock.
    struct Deadline {
        fileprivate var seconds: Double

        /// The point in time `seconds` from now.
        static func after(_ seconds: Double) -> Deadline { Deadline(seconds: MonotonicCondition.now + max(0, seconds)) }
    }

    init() {
        pthread_mutex_init(mutex, nil)
        #if canImport(Darwin)
            pthread_cond_init(condition, nil)
        #else
            var attributes = pthread_condattr_t()
            pthread_condattr_init(&attributes)
            let result = pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
            precondition(result == 0, "a condition cannot wait on the monotonic clock: \(result)")
            pthread_cond_init(condition, &attributes)
            pthread_condattr_destroy(&attributes)
        #endif
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    func withLock<Value>(_ body: () throws -> Value) rethrows -> Value {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body()
    }

    func signal() { pthread_cond_signal(condition) }

    /// Waits for a signal. The caller holds the lock, which is released meanwhile. The call may return without a
    /// signal, as with any condition.
    func wait() { pthread_cond_wait(condition, mutex) }

    /// Waits for a signal, but not beyond the deadline. The caller holds the lock, which is released meanwhile.
    ///
    /// - Returns: false where the deadline has passed.
    func wait(until deadline: Deadline) -> Bool {
        #if canImport(Darwin)
            var time = Self.time(max(0, deadline.seconds - Self.now))
            return pthread_cond_timedwait_relative_np(condition, mutex, &time) != ETIMEDOUT
        #else
            var time = Self.time(deadline.seconds)
            return pthread_cond_timedwait(condition, mutex, &time) != ETIMEDOUT
        #endif
    }

    /// The longest wait in seconds. A longer one is no different in practice.
    private static let longestSeconds = 1e9

    private static func time(_ seconds: Double) -> timespec {
        let whole = min(seconds, longestSeconds).rounded(.down)
        return timespec(tv_sec: Int(whole), tv_nsec: Int((min(seconds, longestSeconds) - whole) * 1e9))
    }

    private static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
