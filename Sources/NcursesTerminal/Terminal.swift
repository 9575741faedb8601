import CNcurses
package import TerminalUI

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The terminal as a full screen: it shows frames, reads keys, and leaves everything as it was.
///
/// ncurses draws into memory (`ScratchOutput`), and knows only the terminal's type. This class writes what ncurses has
/// drawn, and reads the keys. So a terminal that accepts nothing blocks nothing, and a terminal that belongs to another
/// job is left alone.
///
/// It is not Sendable, on purpose: only one thread may call ncurses, the one that makes the `Terminal`. Only one can be
/// open at a time.
package final class Terminal {
    /// The colours and characters that the terminal can show.
    package let capability: Capability
    private let screen: OpaquePointer
    let scratch: ScratchOutput
    let output = TerminalOutput(STDOUT_FILENO)
    let options: Options
    /// The bytes sent when the terminal is taken over, and when it is given back; ncurses adds its own.
    let greeting: [UInt8]
    let goodbye: [UInt8]
    /// All bytes that give the terminal back without ncurses.
    let farewell: [UInt8]
    private let savedSignals: [Int32: sigaction]
    private var painter: CellPainter
    /// The frame that the terminal shows; nil when everything must be drawn.
    var shown: Frame?
    private var row: [cchar_t] = []
    private var isOpen = true

    /// The line settings to restore.
    var savedModes: termios
    /// Whether the terminal is set up for the screen at present.
    var isEntered = false
    var parser: InputParser
    /// Whether the terminal was taken over and `inputs` has not reported that yet.
    var isReturned = false
    /// Whether nothing stops this process in the background, as no shell controls the job.
    var isAlone = false
    var isGone = false
    /// How many reads in a row gave nothing although the terminal was readable.
    var emptyReads = 0

    /// How the terminal is opened.
    package struct Options: Sendable {
        /// How many colours to use; nil for all that the terminal has, or none where NO_COLOR is set.
        package var colors: ColorDepth?
        /// What to do while the terminal belongs to another job.
        package var background: Background

        /// Makes a set of options from its members.
        package init(colors: ColorDepth? = nil, background: Background = .stop) {
            (self.colors, self.background) = (colors, background)
        }
    }

    /// What to do while the terminal belongs to another job.
    package enum Background: Sendable {
        /// Stop the process until the shell's fg.
        case stop
        /// Leave the terminal alone, and continue.
        case goOn
    }

    /// Milliseconds after which an ESC was the Esc key. ncurses's own 1,000 make the key feel broken.
    private static let escapeDelay = 25

    /// Opens the terminal. Where the terminal belongs to another job, it first waits until that job gives it back; with
    /// `Background.goOn` it does not wait. It touches nothing of the terminal before that.
    ///
    /// - Throws: `TerminalError` where there is no terminal that can show a full screen.
    package init(options: Options = Options()) throws(TerminalError) {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
        var modes = termios()
        guard tcgetattr(STDIN_FILENO, &modes) == 0 else { throw .notATerminal }
        JobControl.unblockStops()
        CrashGuard.giveStack()

        let isUTF8 = Terminal.chooseLocale()
        let type = Terminal.environment("TERM") ?? ""
        // This comes before newterm, which keeps existing handlers.
        let signals = SignalFlags.install()
        guard let memory = ScratchOutput() else {
            SignalFlags.restore(signals)
            throw .noMemory
        }
        guard let opened = Terminal.openScreen(wanted: options.colors, output: memory.file) else {
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
        (screen, scratch, self.options) = (opened, memory, options)
        savedModes = modes
        savedSignals = signals
        let codes = TerminalCodes(type: type)
        (greeting, goodbye, farewell) = (codes.greeting, codes.goodbye, codes.farewell)
        let delay = Terminal.environment("ESCDELAY").flatMap(Int.init) ?? Terminal.escapeDelay
        parser = InputParser(keys: TerminalKeys.sequences(), escapeDelay: Double(max(1, delay)) / 1_000)

        nonl()
        curs_set(0)
        // ncurses would otherwise look for keys while it draws.
        typeahead(-1)

        let (depth, direct) = Terminal.startColors(wanted: options.colors)
        let hasDefaults = depth == .mono ? true : groktop_is_error(use_default_colors()) == 0
        painter = CellPainter(depth: depth, direct: direct, hasDefaultColors: hasDefaults)
        capability = Capability(colors: depth, symbols: Terminal.symbols(type: type, isUTF8: isUTF8))
        CrashGuard.install(farewell: farewell, output: output.descriptor)
        takeSize()
        while !takeForeground(), options.background == .stop, SignalFlags.endingSignal == nil, !isAlone {}
    }

    deinit {
        close()
    }

    /// Gives the terminal back. A second call does nothing.
    package func close() {
        guard isOpen else { return }
        isOpen = false
        leave()
        CrashGuard.remove()
        endwin()
        delscreen(screen)
        // A terminal that hangs up often sends the signal twice: the second one must not cut the orderly end short.
        if endingSignal == nil { SignalFlags.restore(savedSignals) }
    }

    /// The signal that asked for the end, or SIGHUP where the terminal is gone without a signal; nil for none.
    package var endingSignal: Int32? { SignalFlags.endingSignal ?? (isGone ? SIGHUP : nil) }

    /// The terminal's columns and rows.
    package var size: Size {
        Size(width: Int(groktop_columns()), height: Int(groktop_rows()))
    }

    /// Whether the terminal can accept a frame at present.
    package var canDraw: Bool { isEntered && !output.isWaiting && JobControl.isInForeground }

    /// Shows a frame. Rows that have not changed cost nothing; within a row ncurses sends only the changes.
    ///
    /// - Returns: false where nothing was shown, because the terminal has not accepted the frame before, or belongs to
    ///   another job.
    @discardableResult
    package func draw(_ frame: Frame) -> Bool {
        guard canDraw else { return false }
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
        output.write(scratch.take())
        shown = frame
        return true
    }

    /// Makes the next `draw` send every cell, whatever has happened to the screen meanwhile (Ctrl-L).
    package func repaint() {
        clearok(groktop_stdscr(), true)
        shown = nil
    }

    /// Chooses a locale for characters.
    ///
    /// - Returns: whether the terminal can show characters beyond ASCII.
    private static func chooseLocale() -> Bool {
        if groktop_set_locale("") != nil, groktop_is_utf8() != 0 { return true }
        return groktop_set_locale("C.UTF-8") != nil && groktop_is_utf8() != 0
    }

    /// The characters to draw with. Fonts of consoles and hardware terminals have no braille, and seldom rounded
    /// corners.
    private static func symbols(type: String, isUTF8: Bool) -> Symbols {
        let plainTypes = ["linux", "vt", "ansi", "sun", "cons", "pcansi"]
        return isUTF8 && !plainTypes.contains { type.hasPrefix($0) } ? .braille : .ascii
    }
}
