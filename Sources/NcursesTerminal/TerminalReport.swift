import CNcurses
package import TerminalUI

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What was found of the terminal, and why it is used as it is: for a person who wonders. Without a terminal it tells
/// what its type would have.
package struct TerminalReport {
    /// Why there is no full screen; nil where there is one.
    package let problem: TerminalError?
    /// The type's name and whether its description is known.
    package let entry: String
    /// Columns and rows; nil where no terminal says.
    package let size: Size?
    /// How many colours, and why.
    package let colors: String
    /// The codeset, and why.
    package let characters: String
    /// The symbols that curves are drawn with, and why.
    package let symbols: String
    /// Whether a frame is shown as one, and how that is known.
    package let frames: String
    /// Whether the terminal reports its mouse.
    package let mouse: String

    /// Looks at the terminal of this process. It is asked one question, and draws nothing.
    package init() {
        let type = Terminal.environment("TERM") ?? ""
        let isTerminal = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
        var (columns, rows): (Int32, Int32) = (0, 0)
        let hasSize = groktop_window_size(STDOUT_FILENO, &columns, &rows) == 0
        size = hasSize ? Size(width: Int(columns), height: Int(rows)) : nil
        let locale = CharacterChoice.choose()
        characters = locale.reason
        symbols = SymbolChoice.choose(type: type, locale, font: SymbolChoice.consoleFont(type: type)).reason
        let isKnown = TerminfoEntry(type: type) != nil
        let name = type.isEmpty ? "TERM is not set" : type
        do throws(TerminalError) {
            let (screen, scratch) = try Terminal.open(type: type, wanted: nil)
            let depth = Terminal.startColors(wanted: nil).depth
            colors = Self.count(depth) + ": " + Terminal.colorReason(type: isKnown ? type : "xterm-256color", depth)
            mouse =
                groktop_capability("kmous") != nil
                ? "reported: the entry has kmous" : "not reported: the entry has no kmous"
            let canBeAsked = isKnown && TerminalCodes.canBeAsked(type)
            endwin()
            delscreen(screen)
            withExtendedLifetime(scratch) {}
            entry = isKnown ? "\(name): its entry is known" : "\(name): no entry; xterm-256color stands in"
            problem = isTerminal ? nil : .notATerminal
            frames = Self.frames(isTerminal: isTerminal, canBeAsked: canBeAsked, type: type)
        } catch {
            problem = error
            entry = isKnown ? "\(name): its entry is known" : "\(name): no entry"
            (colors, mouse, frames) = ("none: there is no screen", "none", "none")
        }
    }

    private static func count(_ depth: ColorDepth) -> String {
        switch depth {
        case .mono: "none"
        case .direct: "24 bits"
        case .eight, .sixteen, .palette256: "\(depth.rawValue)"
        }
    }

    private static func frames(isTerminal: Bool, canBeAsked: Bool, type: String) -> String {
        guard canBeAsked else { return "as they come: a terminal of type \(type) is not asked about mode 2026" }
        guard isTerminal, JobControl.isInForeground else { return "not known: there is no terminal to ask" }
        return switch TerminalQuestion.synchronizedUpdates() {
        case .yes: "each at once: the terminal has synchronized updates (mode 2026)"
        case .no: "as they come: the terminal says that it has no synchronized updates (mode 2026)"
        case .silence: "as they come: the terminal does not answer about synchronized updates (mode 2026)"
        }
    }
}
