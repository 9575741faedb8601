import CNcurses

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The standard streams of a process whose terminal is gone.
package enum TerminalDescriptors {
    /// Puts /dev/null in the place of the standard streams that were the terminal, so that whoever waits for the
    /// terminal's end (a remote login, say) need not wait for this process. Signals act again as they do without a
    /// screen, except for SIGHUP and SIGPIPE, which are ignored: there is nothing left that could hang up.
    ///
    /// To be called after the `Terminal` was closed.
    package static func release() {
        for number in DeadlySignals.requests { _ = groktop_install_default(number) }
        for number in [SIGHUP, SIGPIPE] { signal(number, SIG_IGN) }
        var (input, errors) = (stat(), stat())
        let isTerminalToo =
            fstat(STDIN_FILENO, &input) == 0 && fstat(STDERR_FILENO, &errors) == 0 && input.st_rdev == errors.st_rdev
            && errors.st_mode & S_IFMT == S_IFCHR
        let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
        guard nothing >= 0 else { return }
        for descriptor in [STDIN_FILENO, STDOUT_FILENO] + (isTerminalToo ? [STDERR_FILENO] : []) {
            dup2(nothing, descriptor)
        }
        _ = closeDescriptor(nothing)
    }
}
