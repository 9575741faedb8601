import CNcurses

/// What a terminal of this type is sent around the screen, beside what ncurses sends. To be made once ncurses knows the
/// type.
struct TerminalCodes {
    /// Keypad on, bracketed paste on.
    let greeting: [UInt8]
    /// Bracketed paste off, keypad off.
    let goodbye: [UInt8]
    /// Leaves the full screen without ncurses: whatever had begun is cancelled (CAN), then goodbye, attributes off,
    /// cursor shown, full screen left.
    let farewell: [UInt8]

    private static let cancel: UInt8 = 0x18

    init(type: String) {
        let hasPaste = Self.hasBracketedPaste(type)
        greeting = Self.code("smkx") + (hasPaste ? Self.code("BE", otherwise: "\u{1B}[?2004h") : [])
        goodbye = (hasPaste ? Self.code("BD", otherwise: "\u{1B}[?2004l") : []) + Self.code("rmkx")
        farewell = [Self.cancel] + goodbye + ["sgr0", "cnorm", "rmcup"].flatMap { Self.code($0) } + Array("\r\n".utf8)
    }

    /// Newer entries say so themselves (BE). Of the others all that are made after xterm ignore it at least; consoles
    /// and hardware terminals may show it.
    private static func hasBracketedPaste(_ type: String) -> Bool {
        if groktop_capability("BE") != nil { return true }
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
