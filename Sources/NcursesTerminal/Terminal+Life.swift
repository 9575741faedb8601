import CNcurses
import TerminalUI

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Getting the terminal, and giving it back.
extension Terminal {
    /// Milliseconds that leaving waits for a terminal that takes nothing.
    private static let patience = 300

    /// Sets the terminal up where it is ours. Where it is another job's, does what was chosen for that: stops until it
    /// may be ours, or does nothing.
    ///
    /// - Returns: whether it is ours now.
    func takeForeground() -> Bool {
        if JobControl.isInForeground {
            if !isEntered { enter() }
            return true
        }
        if isEntered { loseForeground() }
        if options.background == .stop, !isAlone { isAlone = !JobControl.stop(SIGTTOU) }
        return false
    }

    /// Somebody has given it to another job without our doing (SIGSTOP, and bg): it is set up for that by now.
    private func loseForeground() {
        isEntered = false
        CrashGuard.disarm()
        output.discard()
        parser.reset()
    }

    private func enter() {
        var modes = termios()
        // The shell's own settings while it reads a line are not those that a program is started with.
        if tcgetattr(STDIN_FILENO, &modes) == 0, modes.c_lflag & tcflag_t(ICANON) != 0 { savedModes = modes }
        modes = savedModes
        cfmakeraw(&modes)
        // A read returns at once, whatever there is: another job may have read what poll has seen.
        modes.setControlCharacter(VMIN, 0)
        modes.setControlCharacter(VTIME, 0)
        tcsetattr(STDIN_FILENO, TCSANOW, &modes)
        (isEntered, isReturned, isAlone) = (true, true, false)
        parser.reset()
        CrashGuard.arm(modes: savedModes)
        StandardErrorKeeper.begin()
        takeSize()
        repaint()
        // ncurses enters the full screen with the next thing that it draws.
        doupdate()
        output.discard()
        output.write(scratch.take() + greeting)
    }

    /// Gives the terminal back as it was; nothing where it is not ours. Returns within a second, whatever the terminal
    /// does.
    func leave() {
        guard isEntered, JobControl.isInForeground else { return }
        isEntered = false
        endwin()
        var bytes = goodbye + scratch.take()
        if !output.drain(milliseconds: Self.patience) {
            // It takes nothing. What it has not taken makes room for what it needs most; a sequence may have been cut
            // in two.
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

    /// Stops the process as Ctrl-Z does, with the terminal given back; returns when it is continued. It is taken back
    /// with the next `inputs`.
    package func suspend() {
        leave()
        _ = JobControl.stop(SIGTSTP)
        SignalFlags.reinstallStop()
        _ = SignalFlags.take(.stop)
    }

    /// Takes over the terminal's size.
    ///
    /// - Returns: nil where it is what it was.
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
    /// `c_cc` is a tuple to Swift.
    fileprivate mutating func setControlCharacter(_ index: Int32, _ value: cc_t) {
        withUnsafeMutableBytes(of: &c_cc) { $0.storeBytes(of: value, toByteOffset: Int(index), as: cc_t.self) }
    }
}
