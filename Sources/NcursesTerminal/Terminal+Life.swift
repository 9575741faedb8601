import CNcurses
import TerminalUI

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Taking the terminal over, and giving it back.
extension Terminal {
    /// How many milliseconds leaving waits for a terminal that accepts nothing.
    private static let patience = 300

    /// Sets the terminal up where this job owns it. Where another job does, it follows `Options.background`: it stops
    /// the process until the shell continues it, or does nothing.
    ///
    /// - Returns: whether this job owns the terminal now.
    func takeForeground() -> Bool {
        if JobControl.isInForeground {
            if !isEntered { enter() }
            return true
        }
        if isEntered { loseForeground() }
        if options.background == .stop, !isAlone { isAlone = !JobControl.stop(SIGTTOU) }
        return false
    }

    /// Notes that another job owns the terminal without our doing (SIGSTOP, and bg): it is set up for that job by now.
    private func loseForeground() {
        isEntered = false
        CrashGuard.disarm()
        output.discard()
        parser.reset()
    }

    private func enter() {
        var modes = termios()
        // The settings that the shell uses while it reads a line are not those that it starts a program with.
        if tcgetattr(STDIN_FILENO, &modes) == 0, modes.c_lflag & tcflag_t(ICANON) != 0 { savedModes = modes }
        modes = savedModes
        cfmakeraw(&modes)
        // A read returns at once, even with nothing: another job may have read the bytes that `poll` saw.
        modes.setControlCharacter(VMIN, 0)
        modes.setControlCharacter(VTIME, 0)
        tcsetattr(STDIN_FILENO, TCSANOW, &modes)
        (isEntered, isReturned, isAlone) = (true, true, false)
        parser.reset()
        CrashGuard.arm(modes: savedModes)
        StandardErrorKeeper.begin()
        takeSize()
        repaint()
        // ncurses enters the full screen with its next drawing.
        doupdate()
        output.discard()
        output.write(scratch.take() + greeting)
    }

    /// Gives the terminal back as it was; does nothing where another job owns it. It returns within a second, whatever
    /// the terminal does.
    func leave() {
        guard isEntered, JobControl.isInForeground else { return }
        isEntered = false
        endwin()
        var bytes = goodbye + scratch.take()
        if !output.drain(milliseconds: Self.patience) {
            // The terminal accepts nothing. Its pending output makes room for the most important bytes; a sequence may
            // have been cut in two.
            tcflush(output.descriptor, TCOFLUSH)
            output.discard()
            bytes = farewell
        }
        output.write(bytes)
        output.drain(milliseconds: Self.patience)
        output.discard()
        CrashGuard.disarm()
        tcsetattr(STDIN_FILENO, TCSANOW, &savedModes)
        StandardErrorKeeper.end()
    }

    /// Stops the process as Ctrl-Z does, with the terminal given back, and returns when it is continued. The next
    /// `inputs` takes the terminal over again.
    package func suspend() {
        leave()
        _ = JobControl.stop(SIGTSTP)
        SignalFlags.reinstallStop()
        _ = SignalFlags.take(.stop)
    }

    /// Adopts the terminal's size.
    ///
    /// - Returns: the new size; nil where it has not changed.
    @discardableResult
    func takeSize() -> Size? {
        var (columns, rows): (Int32, Int32) = (0, 0)
        guard groktop_window_size(STDOUT_FILENO, &columns, &rows) == 0,
            columns != groktop_columns() || rows != groktop_rows()
        else { return nil }
        resize_term(rows, columns)
        repaint()
        return size
    }
}

extension termios {
    /// Sets a control character by its index: Swift sees `c_cc` as a tuple.
    fileprivate mutating func setControlCharacter(_ index: Int32, _ value: cc_t) {
        withUnsafeMutableBytes(of: &c_cc) { $0.storeBytes(of: value, toByteOffset: Int(index), as: cc_t.self) }
    }
}
