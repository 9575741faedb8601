import CNcurses

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// This process as one of the jobs of a shell that share a terminal.
enum JobControl {
    /// Whether the terminal is ours at present. One that is nobody's controlling terminal is shared with no other job.
    static var isInForeground: Bool {
        let group = tcgetpgrp(STDIN_FILENO)
        return group < 0 || group == getpgrp()
    }

    /// Threads of libdispatch block every signal, and those that they start inherit that; the system lets a background
    /// process write to the terminal, and change it, where SIGTTOU is blocked.
    static func unblockStops() {
        var signals = sigset_t()
        sigemptyset(&signals)
        for number in [SIGTSTP, SIGTTIN, SIGTTOU, SIGCONT] { sigaddset(&signals, number) }
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }

    /// Stops the whole job, as the terminal itself would: a pipeline stops as one.
    ///
    /// - Returns: when it is continued; false where nothing has stopped, as there is no shell that does job control.
    static func stop(_ number: Int32) -> Bool {
        _ = SignalFlags.take(.resumed)
        _ = groktop_install_default(number)
        kill(0, number)
        // Another thread may be the one that the signal stops, and this one runs on for a moment.
        for _ in 0..<50 where !SignalFlags.hasResumed { _ = poll(nil, 0, 20) }
        return SignalFlags.take(.resumed)
    }
}
