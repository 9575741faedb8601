import CNcurses
package import TerminalUI

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The terminal as a full screen: it takes frames, gives keys, and leaves everything as it was.
///
/// ncurses draws into memory (`ScratchOutput`) and knows nothing of the terminal but its type. This class writes what
/// ncurses has drawn, and reads the keys. So a terminal that takes nothing holds nobody up, and a terminal that belongs
/// to another job is left alone.
///
/// Not Sendable, on purpose: ncurses must be called from one thread only, the one that makes the `Terminal`. Only one
/// can be open at a time.
package final class Terminal {
    /// Colours and symbols of this terminal, as they were found when it was opened.
    package let capability: Capability
    private let screen: OpaquePointer
    let scratch: ScratchOutput
    let output = TerminalOutput(STDOUT_FILENO)
    let options: Options
    /// What the terminal is sent, beside ncurses's own, when we get it and when we give it back.
    let greeting: [UInt8]
    let goodbye: [UInt8]
    /// What gives the terminal back without ncurses.
    let farewell: [UInt8]
    private let savedSignals: [Int32: sigaction]
    private var painter: CellPainter
    /// What the terminal shows; nil when it has to be drawn as a whole.
    var shown: Frame?
    /// Bytes that the newest frame took.
    package private(set) var lastFrameBytes = 0
    private var row: [cchar_t] = []
    private var isOpen = true

    /// The line settings to go back to.
    var savedModes: termios
    /// Whether the terminal is set up for us at present.
    var isEntered = false
    var parser: InputParser
    /// Whether the terminal was entered anew since the last `inputs`.
    var isReturned = false
    /// Whether nothing stops this process in the background, since no shell does job control.
    var isAlone = false
    var isGone = false
    /// Reads in a row that gave nothing although there was something to read.
    var emptyReads = 0

    /// What the user has chosen about the terminal.
    package struct Options: Sendable {
        /// Colours to use; nil for as many as the terminal has, none where NO_COLOR is set.
        package var colors: ColorDepth?
        /// What to do while another job has the terminal.
        package var background: Background
        /// Whether the mouse is read; otherwise it is left to the terminal.
        package var hasMouse: Bool

        /// Options; without arguments those of a user who has chosen nothing.
        package init(colors: ColorDepth? = nil, background: Background = .stop, hasMouse: Bool = true) {
            (self.colors, self.background, self.hasMouse) = (colors, background, hasMouse)
        }
    }

    /// What to do while the terminal belongs to another job.
    package enum Background: Sendable {
        /// Stop the process, until the shell's fg.
        case stop
        /// Leave the terminal alone, and go on.
        case goOn
    }

    /// Milliseconds after which an ESC was the Esc key. With the 1,000 of ncurses the key feels broken.
    private static let escapeDelay = 25

    /// Opens the terminal. Where it belongs to another job, waits until that has given it back or, with
    /// `Background.goOn`, leaves it untouched until then.
    ///
    /// - Throws: `TerminalError` where there is no terminal that a full screen can be drawn on.
    package init(options: Options = Options()) throws(TerminalError) {
        var modes = termios()
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1, tcgetattr(STDIN_FILENO, &modes) == 0 else {
            throw .notATerminal
        }
        JobControl.unblockStops()
        CrashGuard.giveStack()

        let locale = CharacterChoice.choose()
        let type = Terminal.environment("TERM") ?? ""
        // Before newterm, which leaves handlers alone that it finds.
        let signals = SignalFlags.install()
        do throws(TerminalError) {
            (screen, scratch) = try Terminal.open(type: type, wanted: options.colors)
        } catch {
            SignalFlags.restore(signals)
            throw error
        }
        (self.options, savedModes, savedSignals) = (options, modes, signals)
        let codes = TerminalCodes(type: type, hasMouse: options.hasMouse)
        (greeting, goodbye, farewell) = (codes.greeting, codes.goodbye, codes.farewell)
        let delay = Terminal.environment("ESCDELAY").flatMap(Int.init) ?? Terminal.escapeDelay
        parser = InputParser(keys: TerminalKeys.sequences(), escapeDelay: Double(max(1, delay)) / 1_000)

        nonl()
        curs_set(0)
        // It would look for keys while it draws.
        typeahead(-1)

        let (depth, direct) = Terminal.startColors(wanted: options.colors)
        let symbols = SymbolChoice.choose(type: type, locale, font: SymbolChoice.consoleFont(type: type)).symbols
        let hasDefaults = depth == .mono ? true : groktop_is_error(use_default_colors()) == 0
        painter = CellPainter(depth: depth, direct: direct, hasDefaultColors: hasDefaults)
        capability = Capability(colors: depth, symbols: symbols)
        CrashGuard.install(farewell: farewell, output: output.descriptor)
        takeSize()
        while !takeForeground(), options.background == .stop, SignalFlags.endingSignal == nil, !isAlone {}
    }

    /// Sets ncurses up for a terminal of this type, to draw into memory.
    static func open(
        type: String, wanted: ColorDepth?
    ) throws(TerminalError) -> (screen: OpaquePointer, scratch: ScratchOutput) {
        guard let memory = ScratchOutput() else { throw .noMemory }
        guard let screen = openScreen(wanted: wanted, output: memory.file) else { throw .unknownType(type) }
        set_term(screen)
        guard groktop_capability("cup") != nil else {
            endwin()
            delscreen(screen)
            throw .cannotPlaceCursor(type)
        }
        return (screen, memory)
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
        // Whoever hangs up, or ends a session, often says so twice: the second time must not cut short how we end.
        if endingSignal == nil { SignalFlags.restore(savedSignals) }
    }

    /// The signal that asked for the end, or SIGHUP where the terminal is gone without a signal; nil while nothing has.
    package var endingSignal: Int32? { SignalFlags.endingSignal ?? (isGone ? SIGHUP : nil) }

    /// Columns and rows that ncurses draws into; a resize changes it with the next `inputs`.
    package var size: Size {
        Size(width: Int(groktop_columns()), height: Int(groktop_rows()))
    }

    /// Whether a frame can be shown at present.
    package var canDraw: Bool { isEntered && !output.isWaiting && JobControl.isInForeground }

    /// Shows a frame. Rows that have not changed cost nothing; within a row ncurses sends what has changed.
    ///
    /// - Returns: false where nothing was shown, because the terminal has yet to take the frame before or is not ours.
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
        var bytes = scratch.take()
        if !bytes.isEmpty, parser.hasSynchronizedUpdates == true {
            bytes = TerminalCodes.beginFrame + bytes + TerminalCodes.endFrame
        }
        lastFrameBytes = bytes.count
        output.write(bytes)
        shown = frame
        return true
    }

    /// Makes the next `draw` send every cell, whatever has happened to the screen meanwhile (Ctrl-L).
    package func repaint() {
        clearok(groktop_stdscr(), true)
        shown = nil
    }
}
