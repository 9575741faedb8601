internal import Foundation

/// Sets how this process handles signals while it shows no screen.
package enum SignalActions {
    /// Sets the handlers at the start of the process. It ignores SIGPIPE, so that a write to a closed pipe is an error
    /// which ends the program in order. It gives SIGQUIT (Ctrl-\\) its default action, which ends the process: the
    /// Swift runtime's own handler would print a backtrace and let the process go on.
    package static func prepare() {
        Foundation.signal(SIGPIPE, SIG_IGN)
        if replaceHandler(of: SIGQUIT, by: SIG_DFL) == .ignored { Foundation.signal(SIGQUIT, SIG_IGN) }
    }

    enum Handler { case ignored, other }

    /// Installs `handler` for the signal `number`.
    ///
    /// - Returns: whether the signal was ignored before.
    static func replaceHandler(of number: Int32, by handler: sig_t?) -> Handler {
        let previous = Foundation.signal(number, handler)
        return unsafeBitCast(previous, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) ? .ignored : .other
    }

    /// Whether the process ignores the signal `number` now.
    static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        sigaction(number, nil, &action)
        let handler = replaceHandler(of: number, by: SIG_IGN)
        sigaction(number, &action, nil)
        return handler == .ignored
    }
}
