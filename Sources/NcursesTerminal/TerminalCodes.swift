import CNcurses
import TerminalUI

/// What a terminal of this type is sent around the screen, beside what ncurses sends. To be made once ncurses knows the
/// type.
struct TerminalCodes {
    /// Keypad on, bracketed paste on, the mouse reported with its buttons held, and the question whether frames can be
    /// shown as one.
    let greeting: [UInt8]
    /// Synchronized updates off, the mouse left to the terminal, bracketed paste off, keypad off.
    let goodbye: [UInt8]
    /// Leaves the full screen without ncurses: whatever had begun is cancelled (CAN), then goodbye, attributes off,
    /// cursor shown, full screen left.
    let farewell: [UInt8]

    private static let cancel: UInt8 = 0x18

    /// Button presses and motion while one is held (1002), as numbers without a limit (1006). Shift leaves the mouse to
    /// the terminal, which selects text with it.
    private static let mouseOn = Array("\u{1B}[?1002h\u{1B}[?1006h".utf8)
    private static let mouseOff = Array("\u{1B}[?1006l\u{1B}[?1002l".utf8)
    /// The first and the last bytes of a frame that a terminal with the mode shows as one.
    static let beginFrame = Array("\u{1B}[?2026h".utf8)
    static let endFrame = Array("\u{1B}[?2026l".utf8)

    /// - Parameter hasMouse: whether the mouse is wanted.
    init(type: String, hasMouse: Bool) {
        let hasPaste = Self.hasBracketedPaste(type)
        let reportsMouse = hasMouse && hasPaste
        // What a terminal may show of a question that it does not understand is cleared again.
        let question =
            Self.canBeAsked(type) ? Array(InputParser.synchronizedUpdatesQuestion.utf8) + Self.code("clear") : []
        greeting =
            question + Self.code("smkx") + (hasPaste ? Self.code("BE", otherwise: "\u{1B}[?2004h") : [])
            + (reportsMouse ? Self.mouseOn : [])
        goodbye =
            (question.isEmpty ? [] : Self.endFrame) + (reportsMouse ? Self.mouseOff : [])
            + (hasPaste ? Self.code("BD", otherwise: "\u{1B}[?2004l") : []) + Self.code("rmkx")
        farewell = [Self.cancel] + goodbye + ["sgr0", "cnorm", "rmcup"].flatMap { Self.code($0) } + Array("\r\n".utf8)
    }

    /// Newer entries say so themselves (BE). Of the others all that are made after xterm ignore it at least; consoles
    /// and hardware terminals may show it.
    private static func hasBracketedPaste(_ type: String) -> Bool {
        groktop_capability("BE") != nil || isLikeXterm(type)
    }

    /// Whether a question about a mode does no harm. macOS's own terminal shows the end of it.
    static func canBeAsked(_ type: String) -> Bool {
        isLikeXterm(type) && getenv("TERM_PROGRAM").map { String(cString: $0) } != "Apple_Terminal"
    }

    private static func isLikeXterm(_ type: String) -> Bool {
        let families = [
            "xterm", "screen", "tmux", "rxvt", "st", "alacritty", "foot", "kitty", "wezterm", "konsole", "gnome", "vte",
            "putty", "mintty", "iterm", "contour", "ghostty", "mlterm", "terminator", "nsterm",
        ]
        return families.contains { type == $0 || type.hasPrefix($0 + "-") || type.hasPrefix($0 + ".") }
    }

    private static func code(_ name: String, otherwise: String = "") -> [UInt8] {
        guard let text = groktop_capability(name) else { return Array(otherwise.utf8) }
        return withoutPadding(Array(String(cString: text).utf8))
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
