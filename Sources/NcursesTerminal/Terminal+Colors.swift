import CNcurses
import TerminalUI

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// How a terminal's colours are begun.
extension Terminal {
    /// A screen on the terminal of this process; nil where ncurses knows neither its type nor `xterm-256color`.
    ///
    /// Where `COLORTERM` says that the terminal has 24-bit colour it gets an entry that is its own in everything else:
    /// ncurses can send such colours only where the entry has them, and hardly any has.
    /// - Parameter output: what ncurses writes to.
    static func openScreen(wanted: ColorDepth?, output: UnsafeMutablePointer<FILE>) -> OpaquePointer? {
        if let type = environment("TERM"), wants24Bits(type: type, wanted: wanted),
            let entry = TerminfoEntry(type: type), entry.hasColorStrings,
            let screen = newScreen(type: type, entry.withDirectColor(), output)
        {
            return screen
        }
        return groktop_newterm(nil, output) ?? groktop_newterm("xterm-256color", output)
    }

    private static func wants24Bits(type: String, wanted: ColorDepth?) -> Bool {
        guard wanted ?? .direct == .direct, wanted != nil || environment("NO_COLOR") == nil else { return false }
        guard let term = environment("COLORTERM"), ["truecolor", "24bit"].contains(term.lowercased()) else {
            return false
        }
        // GNU screen hands the variable on to what runs in it, and takes 38;2 for other attributes.
        return !type.hasPrefix("screen") || environment("TMUX") != nil
    }

    /// With an entry that is in no file: ncurses takes it out of TERMINFO (ncurses(3), "b64:").
    private static func newScreen(
        type: String, _ entry: TerminfoEntry, _ output: UnsafeMutablePointer<FILE>
    ) -> OpaquePointer? {
        let before = environment("TERMINFO")
        setenv("TERMINFO", "b64:" + Base64.text(entry.compiled), 1)
        defer {
            if let before { setenv("TERMINFO", before, 1) } else { unsetenv("TERMINFO") }
        }
        return groktop_newterm(type, output)
    }

    /// Why a terminal of this type has so many colours: words for a person. To be asked once colours were begun.
    static func colorReason(type: String, _ depth: ColorDepth) -> String {
        if environment("NO_COLOR") != nil { return "NO_COLOR is set" }
        let said = environment("COLORTERM")
        switch depth {
        case .mono: return "the entry of \(type) has no colours"
        case .direct:
            let isAsked = wants24Bits(type: type, wanted: nil)
            return isAsked ? "COLORTERM=\(said ?? "")" : "the entry of \(type) has direct colour"
        case .eight, .sixteen, .palette256:
            let entry = "the entry of \(type) has \(groktop_colors())"
            guard let said else { return "\(entry), and COLORTERM is not set" }
            return ["truecolor", "24bit"].contains(said.lowercased())
                ? "\(entry); COLORTERM=\(said) is not believed under GNU screen"
                : "\(entry), and COLORTERM=\(said) does not say more"
        }
    }

    /// - Returns: how many colours there are, and how their numbers are made where there is no palette.
    static func startColors(wanted: ColorDepth?) -> (depth: ColorDepth, direct: DirectColor) {
        let none = (ColorDepth.mono, DirectColor.eightBits)
        if wanted == .mono || (wanted == nil && environment("NO_COLOR") != nil) || !has_colors() { return none }
        guard groktop_is_error(start_color()) == 0 else { return none }
        if let direct = directColor() { return (.direct, direct) }
        let most = Int(groktop_colors())
        let palettes = ColorDepth.allCases.filter { $0 != .direct }
        let deepest = palettes.last { $0.rawValue <= most } ?? .mono
        return (wanted.map { $0.rawValue < deepest.rawValue ? $0 : deepest } ?? deepest, .eightBits)
    }

    /// nil where colour numbers mean a palette. The capability is a flag, a number or a text (user_caps(5)).
    private static func directColor() -> DirectColor? {
        if let text = groktop_capability("RGB") { return DirectColor(capability: String(cString: text)) ?? .eightBits }
        let bits = Int(groktop_number("RGB"))
        if (1...8).contains(bits) { return DirectColor(redBits: bits, greenBits: bits, blueBits: bits) }
        guard groktop_flag("RGB") == 1 else {
            // Entries from before the capability had a name.
            return Int(groktop_colors()) >= ColorDepth.direct.rawValue ? .eightBits : nil
        }
        // As many bits as the number of colours has, red and green before blue.
        let all = max(3, min(24, Int.bitWidth - 1 - (Int(groktop_colors())).leadingZeroBitCount))
        return DirectColor(redBits: (all + 2) / 3, greenBits: (all + 1) / 3, blueBits: all / 3)
    }

    static func environment(_ name: String) -> String? {
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        return String(cString: value)
    }
}
