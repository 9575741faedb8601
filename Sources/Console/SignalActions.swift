internal import Foundation

/// How this process takes signals outside of the screen.
package enum SignalActions {
    /// At the start. A write to a pipe that nobody reads any more is an error, and ends the program in order. Ctrl-\\
    /// ends it: the runtime's own handler prints a backtrace, and lets it go on.
    package static func prepare() {
        Foundation.signal(SIGPIPE, SIG_IGN)
        if replaceHandler(of: SIGQUIT, by: SIG_DFL) == .ignored { Foundation.signal(SIGQUIT, SIG_IGN) }
    }

    enum Handler { case ignored, other }

    /// - Returns: what was there.
    static func replaceHandler(of number: Int32, by handler: sig_t?) -> Handler {
        let previous = Foundation.signal(number, handler)
        return unsafeBitCast(previous, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) ? .ignored : .other
    }

    static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        sigaction(number, nil, &action)
        let handler = replaceHandler(of: number, by: SIG_IGN)
        sigaction(number, &action, nil)
        return handler == .ignored
    }
}
