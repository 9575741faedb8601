import CNcurses

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Every signal whose default action ends a process (`man 7 signal`: Term or Core), but SIGKILL, which cannot be
/// caught.
enum DeadlySignals {
    /// Somebody, or a timer, or a limit, asks for the end: the process ends in order.
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

    /// A write of this process brings these on itself, and fails then: the error is what counts. From anybody else they
    /// ask for the end.
    static let writeErrors = [SIGPIPE, SIGXFSZ]

    /// The program has gone wrong, and cannot go on.
    static let faults: [Int32] = {
        let numbers = [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS]
        #if os(Linux)
            return numbers
        #else
            return numbers + [SIGEMT]
        #endif
    }()
}
