import CNcurses
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What signals have asked for. Handlers do nothing but raise one of these flags: all the rest happens on the thread
/// that owns the screen, when it next looks.
enum SignalFlags {
    static let hangUp = Atomic<Bool>(false)
    static let terminate = Atomic<Bool>(false)
    static let stop = Atomic<Bool>(false)
    static let resumed = Atomic<Bool>(false)

    private static let handled: [(number: Int32, handler: groktop_signal_handler)] = [
        (SIGHUP, { _ in SignalFlags.hangUp.store(true, ordering: .relaxed) }),
        (SIGINT, { _ in SignalFlags.terminate.store(true, ordering: .relaxed) }),
        (SIGTERM, { _ in SignalFlags.terminate.store(true, ordering: .relaxed) }),
        (SIGTSTP, { _ in SignalFlags.stop.store(true, ordering: .relaxed) }),
        (SIGCONT, { _ in SignalFlags.resumed.store(true, ordering: .relaxed) }),
    ]

    /// - Returns: what was installed before, for `restore`.
    static func install() -> [Int32: sigaction] {
        for flag in [Flag.hangUp, .terminate, .stop, .resumed] { _ = take(flag) }
        var previous: [Int32: sigaction] = [:]
        for (number, handler) in handled {
            var old = sigaction()
            if groktop_install(number, handler, &old) == 0 { previous[number] = old }
        }
        return previous
    }

    static func restore(_ previous: [Int32: sigaction]) {
        for (number, action) in previous {
            var action = action
            sigaction(number, &action, nil)
        }
    }

    /// After the default action was needed to really stop.
    static func reinstallStop() {
        for (number, handler) in handled where number == SIGTSTP { _ = groktop_install(number, handler, nil) }
    }

    /// Without lowering the flag.
    static var hasResumed: Bool { resumed.load(ordering: .relaxed) }

    enum Flag { case hangUp, terminate, stop, resumed }

    /// Reads a flag and lowers it.
    static func take(_ flag: Flag) -> Bool {
        switch flag {
        case .hangUp: hangUp.exchange(false, ordering: .relaxed)
        case .terminate: terminate.exchange(false, ordering: .relaxed)
        case .stop: stop.exchange(false, ordering: .relaxed)
        case .resumed: resumed.exchange(false, ordering: .relaxed)
        }
    }
}
