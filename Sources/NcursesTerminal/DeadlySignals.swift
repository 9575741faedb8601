import CNcurses

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// All signals whose default action ends a process (`man 7 signal`: Term or Core), except SIGKILL, which cannot be
/// caught.
enum DeadlySignals {
    /// The signals by which a person, a timer or a limit asks the process to end, in order.
    static let requests: [Int32] = {
        var numbers = [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGALRM, SIGUSR1, SIGUSR2, SIGVTALRM, SIGPROF, SIGXCPU]
        numbers += writeErrors
        #if os(Linux)
            numbers += [SIGIO, SIGPWR, SIGSTKFLT]
        #endif
        let (first, last) = (groktop_first_realtime_signal(), groktop_last_realtime_signal())
        if first > 0, last >= first { numbers += Array(first...last) }
        return numbers
    }()

    /// The signals that a write by this process can cause. The write then fails too, and its error is what counts. From
    /// another process they ask for the end.
    static let writeErrors = [SIGPIPE, SIGXFSZ]

    /// The signals of a broken program, which cannot continue.
    static let faults: [Int32] = {
        let numbers = [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS]
        #if os(Linux)
            return numbers
        #else
            return numbers + [SIGEMT]
        #endif
    }()
}
