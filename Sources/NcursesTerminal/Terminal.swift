import CNcurses
package import TerminalUI

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The terminal as a full screen: takes frames, gives keys, and leaves everything as it was.
///
/// Not Sendable, on purpose: ncurses must be called from one thread only, the one that makes the `Terminal`. Only one
/// can be open at a time.
package final class Terminal {
    package let capability: Capability
    private let screen: OpaquePointer
    private let savedModes: termios
    private let savedSignals: [Int32: sigaction]
    private var painter: CellPainter
    /// What the terminal shows; nil when it has to be drawn as a whole.
    private var shown: Frame?
    private var row: [cchar_t] = []
    private var isOpen = true

    package struct Options: Sendable {
        /// nil: what the terminal has; mono where NO_COLOR is set.
        package var colors: ColorDepth?

        package init(colors: ColorDepth? = nil) {
            self.colors = colors
        }
    }

    /// Milliseconds that ncurses waits for the rest of an escape sequence. Its own 1,000 make Esc feel broken.
    private static let escapeDelay: Int32 = 25

    package init(options: Options = Options()) throws(TerminalError) {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
        var modes = termios()
        guard tcgetattr(STDIN_FILENO, &modes) == 0 else { throw .notATerminal }

        let isUTF8 = Terminal.chooseLocale()
        let type = Terminal.environment("TERM") ?? ""
        // Before newterm, which leaves handlers alone that it finds.
        let signals = SignalFlags.install()
        guard let opened = Terminal.openScreen(wanted: options.colors) else {
            SignalFlags.restore(signals)
            throw .unknownType(type)
        }
        set_term(opened)
        guard groktop_capability("cup") != nil else {
            endwin()
            delscreen(opened)
            SignalFlags.restore(signals)
            throw .cannotPlaceCursor(type)
        }
        screen = opened
        savedModes = modes
        savedSignals = signals

        if Terminal.environment("ESCDELAY") == nil { set_escdelay(Terminal.escapeDelay) }
        raw()
        noecho()
        nonl()
        curs_set(0)
        keypad(groktop_stdscr(), true)
        wtimeout(groktop_stdscr(), 0)

        let (depth, direct) = Terminal.startColors(wanted: options.colors)
        let hasDefaults = depth == .mono ? true : groktop_is_error(use_default_colors()) == 0
        painter = CellPainter(depth: depth, direct: direct, hasDefaultColors: hasDefaults)
        capability = Capability(colors: depth, symbols: Terminal.symbols(type: type, isUTF8: isUTF8))
        CrashGuard.install(farewell: Terminal.farewell(), modes: modes)
    }

    deinit {
        close()
    }

    /// Gives the terminal back. Doing it twice does no harm.
    package func close() {
        guard isOpen else { return }
        isOpen = false
        CrashGuard.remove()
        endwin()
        delscreen(screen)
        var modes = savedModes
        tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
        SignalFlags.restore(savedSignals)
    }

    package var size: Size {
        Size(width: Int(groktop_columns()), height: Int(groktop_rows()))
    }

    /// Shows a frame. Rows that have not changed cost nothing; within a row ncurses sends what has changed.
    package func draw(_ frame: Frame) {
        let screenSize = size
        if shown?.size != frame.size {
            werase(groktop_stdscr())
            shown = nil
        }
        let width = min(frame.width, screenSize.width)
        if row.count < width { row = Array(repeating: cchar_t(), count: width) }
        for y in 0..<min(frame.height, screenSize.height) where width > 0 {
            let start = y * frame.width
            let cells = frame.cells[start..<start + frame.width]
            if let shown, shown.cells[start..<start + frame.width] == cells { continue }
            for x in 0..<width { painter.paint(cells[start + x], into: &row[x]) }
            _ = groktop_put_row(Int32(y), row, Int32(width))
        }
        wnoutrefresh(groktop_stdscr())
        doupdate()
        shown = frame
    }

    /// Makes the next `draw` send every cell, whatever has happened to the screen meanwhile (Ctrl-L).
    package func repaint() {
        clearok(groktop_stdscr(), true)
        shown = nil
    }

    /// Stops the process as Ctrl-Z does, with the terminal given back; returns when it is continued.
    package func suspend() {
        endwin()
        var modes = savedModes
        tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
        _ = SignalFlags.take(.resumed)
        _ = groktop_install_default(SIGTSTP)
        // The whole job, as the terminal itself would: a pipeline stops as one.
        kill(0, SIGTSTP)
        // Another thread may be the one that the signal stops, and this one runs on for a moment. Without a shell that
        // does job control nothing stops at all: then there is nothing to wait for.
        for _ in 0..<10 where !SignalFlags.hasResumed { _ = poll(nil, 0, 20) }
        SignalFlags.reinstallStop()
        takeBack()
    }

    /// Sets the terminal up again after somebody else had it.
    func takeBack() {
        _ = SignalFlags.take(.resumed)
        _ = SignalFlags.take(.stop)
        reset_prog_mode()
        keypad(groktop_stdscr(), true)
        curs_set(0)
        repaint()
    }

    /// - Returns: whether characters beyond ASCII can be shown.
    private static func chooseLocale() -> Bool {
        if groktop_set_locale("") != nil, groktop_is_utf8() != 0 { return true }
        return groktop_set_locale("C.UTF-8") != nil && groktop_is_utf8() != 0
    }

    /// The fonts of consoles and hardware terminals have no braille, and seldom rounded corners.
    private static func symbols(type: String, isUTF8: Bool) -> Symbols {
        let plainTypes = ["linux", "vt", "ansi", "sun", "cons", "pcansi"]
        return isUTF8 && !plainTypes.contains { type.hasPrefix($0) } ? .braille : .ascii
    }

    /// What puts the terminal back without ncurses: keypad off, attributes off, cursor shown, full screen left.
    private static func farewell() -> [UInt8] {
        ["rmkx", "sgr0", "cnorm", "rmcup"].flatMap { name -> [UInt8] in
            guard let text = groktop_capability(name) else { return [] }
            return Terminal.withoutPadding(Array(String(cString: text).utf8))
        } + Array("\r\n".utf8)
    }

    /// Capabilities carry delays for hardware terminals, as $<5>; sent raw they would be seen.
    private static func withoutPadding(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "$"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "<"),
                let end = bytes[index...].firstIndex(of: UInt8(ascii: ">"))
            {
                index = end + 1
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }
}
