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
    private static let stop = Atomic<Bool>(false)
    private static let resumed = Atomic<Bool>(false)
    private static let resized = Atomic<Bool>(false)
    /// 0 for none. Never taken back.
    private static let ending = Atomic<Int32>(0)
    private static let isEndingTaken = Atomic<Bool>(false)

    private static let others: [(number: Int32, handler: groktop_signal_action)] = [
        (SIGTSTP, { _, _, _ in SignalFlags.stop.store(true, ordering: .relaxed) }),
        (SIGCONT, { _, _, _ in SignalFlags.resumed.store(true, ordering: .relaxed) }),
        (SIGWINCH, { _, _, _ in SignalFlags.resized.store(true, ordering: .relaxed) }),
    ]

    private static let request: groktop_signal_action = { number, information, _ in
        let isWriteError = DeadlySignals.writeErrors.contains(number)
        if isWriteError, let information, groktop_sender(information) == getpid() { return }
        // The first one decides how the process ends.
        _ = SignalFlags.ending.compareExchange(expected: 0, desired: number, ordering: .relaxed)
    }

    /// - Returns: what was installed before, for `restore`.
    static func install() -> [Int32: sigaction] {
        for flag in [Flag.stop, .resumed, .resized] { _ = take(flag) }
        ending.store(0, ordering: .relaxed)
        isEndingTaken.store(false, ordering: .relaxed)
        var previous: [Int32: sigaction] = [:]
        for (number, handler) in others + DeadlySignals.requests.map({ ($0, request) }) {
            var old = sigaction()
            if groktop_install_action(number, handler, &old) == 0 { previous[number] = old }
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
        for (number, handler) in others where number == SIGTSTP { _ = groktop_install_action(number, handler, nil) }
    }

    /// Without lowering the flag.
    static var hasResumed: Bool { resumed.load(ordering: .relaxed) }

    /// The signal that asked for the end; nil for none.
    static var endingSignal: Int32? {
        let number = ending.load(ordering: .relaxed)
        return number == 0 ? nil : number
    }

    /// The same, once.
    static func takeEndingSignal() -> Int32? {
        guard let number = endingSignal else { return nil }
        return isEndingTaken.exchange(true, ordering: .relaxed) ? nil : number
    }

    enum Flag { case stop, resumed, resized }

    /// Reads a flag and lowers it.
    static func take(_ flag: Flag) -> Bool {
        switch flag {
        case .stop: stop.exchange(false, ordering: .relaxed)
        case .resumed: resumed.exchange(false, ordering: .relaxed)
        case .resized: resized.exchange(false, ordering: .relaxed)
        }
    }
}
