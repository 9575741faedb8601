import CNcurses

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// This process as one of the shell's jobs that share a terminal.
enum JobControl {
    /// Whether this job owns the terminal at present. A terminal that controls no session is shared with no other job.
    static var isInForeground: Bool {
        let group = tcgetpgrp(STDIN_FILENO)
        return group < 0 || group == getpgrp()
    }

    /// Unblocks the signals that stop a job. Threads of libdispatch block all signals, and the threads that they start
    /// inherit that; the system lets a background process write to the terminal, and change it, while SIGTTOU is
    /// blocked.
    static func unblockStops() {
        var signals = sigset_t()
        sigemptyset(&signals)
        for number in [SIGTSTP, SIGTTIN, SIGTTOU, SIGCONT] { sigaddset(&signals, number) }
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }

    /// Stops the whole job, as the terminal itself would: a pipeline stops as one. It returns when the job is
    /// continued.
    ///
    /// - Returns: false where nothing has stopped, as no shell controls the job.
    static func stop(_ number: Int32) -> Bool {
        _ = SignalFlags.take(.resumed)
        _ = groktop_install_default(number)
        kill(0, number)
        // The signal may stop another thread first, and this one runs on for a moment.
        for _ in 0..<50 where !SignalFlags.hasResumed { _ = poll(nil, 0, 20) }
        return SignalFlags.take(.resumed)
    }
}
