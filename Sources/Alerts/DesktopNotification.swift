internal import RunEvents

/// A notification that a terminal passes on to the desktop.
///
/// Terminals know one of two sequences, or both: OSC 9 (`ESC ] 9 ; text ESC \`) and OSC 777
/// (`ESC ] 777 ; notify ; title ; text ESC \`). Others ignore them.
package enum DesktopNotification {
    /// The most characters of a notification.
    static let longest = 200

    /// The bytes to send to a terminal; empty where its type shows such sequences as text.
    ///
    /// - Parameters:
    ///   - text: what is said. Characters that a terminal obeys are escaped, and `;` becomes `,`.
    ///   - environment: the process's, which says what the terminal is.
    package static func bytes(_ text: String, environment: [String: String]) -> [UInt8] {
        let type = environment["TERM"] ?? ""
        guard !["", "dumb", "linux"].contains(type), !type.hasPrefix("vt"), !type.hasPrefix("ansi") else { return [] }
        // Otherwise the text could begin a field of its own.
        let plain = String(PrintableText.line(text).replacing(";", with: ",").prefix(longest))
        let simple = "\u{1B}]9;groktop: \(plain)\u{1B}\\"
        let titled = "\u{1B}]777;notify;groktop;\(plain)\u{1B}\\"
        // A terminal that knows both would show it twice.
        let name = type + " " + (environment["TERM_PROGRAM"] ?? "").lowercased()
        return Array((["kitty", "ghostty", "wezterm"].contains(where: name.contains) ? simple : simple + titled).utf8)
    }
}
