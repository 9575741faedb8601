import CNcurses
import TerminalUI

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A question to a terminal that no screen is on.
enum TerminalQuestion {
    enum Answer: Hashable { case yes, no, silence }

    /// Milliseconds that an answer is waited for: a slow connection takes some hundreds.
    private static let patience = 1_000
    /// DA1, which every terminal answers: an answer to it means that no other will come any more.
    private static let attributes = "\u{1B}[c"

    /// Asks whether the terminal shows a frame as one. What is typed meanwhile is lost.
    static func synchronizedUpdates() -> Answer {
        var saved = termios()
        guard tcgetattr(STDIN_FILENO, &saved) == 0 else { return .silence }
        var raw = saved
        cfmakeraw(&raw)
        tcsetattr(STDIN_FILENO, TCSANOW, &raw)
        // An answer that comes late must not be typed into the shell.
        defer { tcsetattr(STDIN_FILENO, TCSAFLUSH, &saved) }
        let output = TerminalOutput(STDOUT_FILENO)
        guard output.write(InputParser.synchronizedUpdatesQuestion + attributes, milliseconds: patience) else {
            return .silence
        }
        return answer()
    }

    private static func answer() -> Answer {
        var parser = InputParser()
        var text: [UInt8] = []
        let end = ContinuousClock.now + .milliseconds(patience)
        while true {
            let left = (end - ContinuousClock.now).milliseconds
            var ready = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
            guard left > 0, poll(&ready, 1, Int32(clamping: left)) > 0 else { return .silence }
            var buffer = [UInt8](repeating: 0, count: 256)
            let count = read(STDIN_FILENO, &buffer, buffer.count)
            guard count > 0 else { return .silence }
            text += buffer[..<count]
            _ = parser.feed(buffer[..<count], at: 0)
            if let has = parser.hasSynchronizedUpdates { return has ? .yes : .no }
            // ESC [ ? 6 4 ; 1 ; 9 c
            if let begin = text.firstRange(of: Array("\u{1B}[?".utf8)),
                text[begin.upperBound...].first(where: { $0 >= 0x40 }) == UInt8(ascii: "c")
            {
                return .silence
            }
        }
    }
}
