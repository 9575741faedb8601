import CNcurses

/// The bytes that a terminal of a type gets before and after the screen, besides those that ncurses sends. Make it once
/// ncurses knows the type.
struct TerminalCodes {
    /// Turns the keypad and bracketed paste on.
    let greeting: [UInt8]
    /// Turns bracketed paste and the keypad off.
    let goodbye: [UInt8]
    /// Leaves the full screen without ncurses: it cancels an unfinished sequence (CAN), sends `goodbye`, turns
    /// attributes off, shows the cursor, and leaves the full screen.
    let farewell: [UInt8]

    private static let cancel: UInt8 = 0x18

    init(type: String) {
        let hasPaste = Self.hasBracketedPaste(type)
        greeting = Self.code("smkx") + (hasPaste ? Self.code("BE", otherwise: "\u{1B}[?2004h") : [])
        goodbye = (hasPaste ? Self.code("BD", otherwise: "\u{1B}[?2004l") : []) + Self.code("rmkx")
        farewell = [Self.cancel] + goodbye + ["sgr0", "cnorm", "rmcup"].flatMap { Self.code($0) } + Array("\r\n".utf8)
    }

    /// Whether to use bracketed paste. Newer entries say so themselves (BE). Of the other terminals, all that are
    /// modelled on xterm at least ignore the codes; consoles and hardware terminals might show them.
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

    /// Removes the delays for hardware terminals, such as $<5>, which would be visible if sent as they are.
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
